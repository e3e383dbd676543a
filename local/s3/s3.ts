import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { AwsError } from '../endpoint/error.ts';
import { readBody } from '../http/body.ts';
import { Sessions } from '../sts/sessions.ts';
import { checkSession } from './access.ts';
import { passOn, sendError } from './answers.ts';
import type { Bucket } from './buckets.ts';
import { faultOf } from './names.ts';
import type { StoredObject } from './objects.ts';
import { checkPresigned } from './presigned.ts';
import { forwarded } from './requests.ts';
import { S3rver } from './s3rver.ts';

/** The longest object, or part of one, that is taken in one request, in bytes. */
const longestBody = 64 * 1024 * 1024;

/**
 * S3: the buckets of a stack, empty at first, served by s3rver. That starts with the first request, so that whoever has
 * no use for it does not wait for it. Requests must be signed, since the buckets are private, and be on time; with
 * which key is the same, unless it is that of a session of STS, and the signature is not checked.
 */
export class S3 {
  readonly #buckets: Bucket[];
  readonly #stored: (object: StoredObject) => void;
  readonly #sessions: Pick<Sessions, 'find'>;
  #server: Promise<S3rver> | undefined;

  /** `stored` hears of each object that is stored. Credentials that are of none of the sessions are good for all. */
  constructor(
    buckets: Bucket[],
    stored: (object: StoredObject) => void = () => {},
    sessions: Pick<Sessions, 'find'> = new Sessions(),
  ) {
    this.#buckets = buckets;
    this.#stored = stored;
    this.#sessions = sessions;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#forward(request, response);
    } catch (error) {
      if (error === request.errored || response.headersSent) return void response.destroy();
      sendError(
        response,
        error instanceof AwsError
          ? error
          : new AwsError('InternalError', `The local runner failed: ${String(error)}`, 500),
      );
    }
  }

  /** The bytes of an object; undefined if there is none, or none of that version: none here has another than `null`. */
  async readObject(bucket: string, key: string, version = 'null'): Promise<Buffer | undefined> {
    const name = `${bucket}/${key}`;
    if (!this.#server || !bucket || !key || version !== 'null' || faultOf(name)) return undefined;
    const { port } = await this.#server;
    const answer = await fetch(`http://127.0.0.1:${port}/${name.split('/').map(encodeURIComponent).join('/')}`);
    const body = Buffer.from(await answer.arrayBuffer());
    if (answer.ok) return body;
    if (answer.status === 404) return undefined;
    throw new Error(`s3rver answered ${answer.status}: ${body.toString()}`);
  }

  async stop(): Promise<void> {
    const server = await this.#server?.catch(() => undefined);
    await server?.stop();
  }

  async #forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await readBody(request, longestBody);
    if (!sent) throw new AwsError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
    const { method, path, headers, body } = forwarded(request, sent);
    checkPresigned(path);
    checkSession({ method, path, headers }, this.#sessions);
    const { port } = await (this.#server ??= S3rver.start(this.#buckets, this.#stored));
    const forward = httpRequest({ host: '127.0.0.1', port, method, agent: false, path, headers });
    forward.end(body);
    const [answer] = (await once(forward, 'response')) as [IncomingMessage];
    await passOn(answer, headers, response);
  }
}
