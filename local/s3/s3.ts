import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../endpoint/error.ts';
import { readBody } from '../http/body.ts';
import { Sessions } from '../sts/sessions.ts';
import { checkAccess } from './access.ts';
import { decodeChunks } from './aws-chunked.ts';
import type { Bucket } from './buckets.ts';
import { corsHeaders } from './cors.ts';
import { notImplemented, S3Error, sendError } from './errors.ts';
import { deleteObjects, listBuckets, listObjects } from './listing.ts';
import { Uploads } from './multipart.ts';
import { copyObject, deleteObject, getObject, putObject, xml, type Operation } from './objects.ts';
import { requestOf, subresources, type S3Request } from './request.ts';
import { Store, type StoredObject } from './store.ts';

/** The longest object, or part of one, that is taken in one request, in bytes. */
const longestBody = 64 * 1024 * 1024;

/** S3: the buckets of a stack, empty at first. Requests must be signed, since the buckets are private. */
export class S3 {
  readonly store: Store;
  readonly #buckets: Bucket[];
  readonly #sessions: Pick<Sessions, 'find'>;
  readonly #uploads = new Uploads();
  readonly #operations: Record<string, Operation> = {
    'GET service': listBuckets,
    'HEAD bucket': (store, { bucket }) => store.objects(bucket) && { status: 200 },
    'GET bucket': listObjects,
    // Empty stands for us-east-1.
    'GET bucket location': (store, { bucket }) => store.objects(bucket) && xml('<LocationConstraint/>'),
    'POST bucket delete': deleteObjects,
    'GET object': getObject,
    'HEAD object': getObject,
    'PUT object': (store, request) =>
      (request.headers['x-amz-copy-source'] === undefined ? putObject : copyObject)(store, request),
    'DELETE object': deleteObject,
    'POST object uploads': this.#uploads.create,
    'PUT object uploadId': this.#uploads.uploadPart,
    'POST object uploadId': this.#uploads.complete,
    'DELETE object uploadId': this.#uploads.abort,
  };

  /** `stored` hears of each object that is stored. */
  constructor(
    buckets: Bucket[],
    stored: (object: StoredObject) => void = () => {},
    sessions: Pick<Sessions, 'find'> = new Sessions(),
  ) {
    this.#buckets = buckets;
    this.#sessions = sessions;
    const names = buckets.map(({ name }) => name);
    this.store = new Store(names, stored);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#answer(request, response);
    } catch (error) {
      if (error === request.errored || response.headersSent) return void response.destroy();
      const own = error instanceof AwsError;
      sendError(
        response,
        own ? error : new AwsError('InternalError', `The local runner failed: ${String(error)}`, 500),
      );
    }
  }

  /** The bytes of an object; undefined if there is none, or none of that version: none here has another than `null`. */
  async readObject(bucket: string, key: string, version = 'null'): Promise<Buffer | undefined> {
    if (version !== 'null' || !this.store.buckets.includes(bucket)) return undefined;
    const object = this.store.objects(bucket).get(key);
    return object && this.store.read(object.content);
  }

  async stop(): Promise<void> {
    this.store.stop();
  }

  async #answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await readBody(message, longestBody);
    if (!sent) throw new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
    const request = requestOf(message, sent);
    const rules = this.#buckets.find(({ name }) => name === request.bucket)?.cors ?? [];
    const allowed = corsHeaders(rules, request.method, request.headers);
    if (allowed) response.setHeaders(new Map(Object.entries(allowed)));
    if (request.method === 'OPTIONS') {
      if (allowed) return void response.writeHead(200).end();
      throw new S3Error('AccessForbidden', 'CORSResponse: This CORS request is not allowed.', 403);
    }
    checkAccess(request, this.#sessions);
    const { status, headers, body } = this.#operation(request)(this.store, withContent(request));
    response.writeHead(status, headers).end(body);
  }

  #operation({ method, bucket, key, query }: S3Request): Operation {
    const part = subresources.find(each => each !== 'versionId' && query.has(each));
    const name = [method, key ? 'object' : bucket ? 'bucket' : 'service', part].join(' ').trim();
    const operation = Object.hasOwn(this.#operations, name) ? this.#operations[name] : undefined;
    if (!operation) throw notImplemented(name);
    return operation;
  }
}

/** The request with the content of a body that is sent in chunks. */
function withContent(request: S3Request): S3Request {
  if (!String(request.headers['x-amz-content-sha256']).startsWith('STREAMING-')) return request;
  const body = decodeChunks(request.body);
  if (!body) throw new S3Error('IncompleteBody', 'The request body terminated unexpectedly');
  return { ...request, body };
}
