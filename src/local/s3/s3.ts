import { once } from 'node:events';
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AwsError } from '../aws/error.ts';
import { readBody } from '../body.ts';
import { decode } from '../edge/target.ts';
import { escaped } from '../markup.ts';
import { decodeChunks } from './aws-chunked.ts';
import type { Bucket } from './buckets.ts';

/** The longest object, or part of one, that is taken in one request, in bytes. */
const longestBody = 64 * 1024 * 1024;

/** The only access key that s3rver knows. */
const knownKey = 'S3RVER';

interface Server {
  thread: Worker;
  directory: string;
  port: number;
}

/**
 * S3: the buckets of a stack, empty at first, served by s3rver. That starts with the first request, so that whoever has
 * no use for it does not wait for it. Requests must be signed, since the buckets are private; with which key is the
 * same, and the signature is not checked.
 */
export class S3 {
  readonly #buckets: Bucket[];
  #server: Promise<Server> | undefined;

  constructor(buckets: Bucket[]) {
    this.#buckets = buckets;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#forward(request, response);
    } catch (error) {
      if (error === request.errored || response.headersSent) return void response.destroy();
      const { name, message, status } = error instanceof AwsError
        ? error : new AwsError('InternalError', `The local runner failed: ${String(error)}`, 500);
      response.writeHead(status, { 'Content-Type': 'application/xml' });
      response.end('<?xml version="1.0" encoding="UTF-8"?>\n' +
        `<Error><Code>${escaped(name)}</Code><Message>${escaped(message)}</Message></Error>`);
    }
  }

  async stop(): Promise<void> {
    const server = await this.#server?.catch(() => undefined);
    if (!server) return;
    await server.thread.terminate();
    await rm(server.directory, { recursive: true, force: true });
  }

  async #forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await readBody(request, longestBody);
    if (!sent) throw new AwsError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
    const { method = '', url = '', headers } = request;
    checkPath(url);
    checkPath(String(headers['x-amz-copy-source'] ?? ''));
    if (method !== 'OPTIONS' && !isSigned(request)) throw new AwsError('AccessDenied', 'Access Denied', 403);

    const chunked = String(headers['x-amz-content-sha256']).startsWith('STREAMING-');
    const body = chunked ? decodeChunks(sent) : sent;
    if (!body) throw new AwsError('IncompleteBody', 'The request body terminated unexpectedly');
    const { port } = await (this.#server ??= start(this.#buckets));
    const forwarded = httpRequest({
      host: '127.0.0.1', port, method, agent: false,
      path: url.replace(/(?<=[?&](?:X-Amz-Credential|AWSAccessKeyId)=)[^%/&]*/, knownKey),
      headers: forwardedHeaders(headers, body.length, chunked),
    });
    forwarded.end(body);
    const [answer] = await once(forwarded, 'response') as [IncomingMessage];
    const { connection: _, 'keep-alive': __, ...answered } = answer.headers;
    response.writeHead(answer.statusCode ?? 500, answered);
    answer.pipe(response);
  }
}

async function start(buckets: Bucket[]): Promise<Server> {
  const directory = await mkdtemp(join(tmpdir(), 'approval-workflow-s3-'));
  const thread = new Worker(new URL('./s3rver-thread.ts', import.meta.url), { workerData: { directory, buckets } });
  const [started] = await once(thread, 'message') as [{ port: number } | { message: string }];
  if ('port' in started) return { thread, directory, port: started.port };
  await thread.terminate();
  await rm(directory, { recursive: true });
  throw new Error(`s3rver does not start: ${started.message}`);
}

/** s3rver puts names together to paths of files: none may lead out of its folder, or be longer than a file's may be. */
function checkPath(path: string): void {
  const parts = decode(path.split('?', 1)[0] ?? '')?.split('/');
  if (!parts || parts.some(part => part === '.' || part === '..' || /[\0\\]/.test(part)))
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  if (parts.some(part => Buffer.byteLength(part) > 200) || Buffer.byteLength(parts.join('/')) > 1024)
    throw new AwsError('KeyTooLongError', 'Your key is too long');
}

/** In a header, or in the query: of version 4, or of version 2, which the AWS CLI makes for a URL by itself. */
const isSigned = ({ url = '', headers }: IncomingMessage): boolean =>
  headers.authorization?.startsWith('AWS4-HMAC-SHA256 ') ||
  /[?&](?:X-Amz-Signature=[0-9a-f]{64}|Signature=[\w%+/=]+)(?:&|$)/.test(url);

function forwardedHeaders(headers: IncomingHttpHeaders, length: number, chunked: boolean): IncomingHttpHeaders {
  const { expect: _, 'transfer-encoding': __, ...forwarded } = headers;
  if (chunked) {
    delete forwarded['x-amz-trailer'];
    forwarded['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD';
    const others = String(forwarded['content-encoding'] ?? '').split(',').filter(each => each.trim() !== 'aws-chunked');
    if (others.join('')) forwarded['content-encoding'] = others.join(',');
    else delete forwarded['content-encoding'];
  }
  if (length > 0 || headers['content-length'] !== undefined) forwarded['content-length'] = String(length);
  if (forwarded.authorization)
    forwarded.authorization = forwarded.authorization.replace(/(?<=Credential=)[^/,]*/, knownKey);
  return forwarded;
}
