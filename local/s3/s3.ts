import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../endpoint/error.ts';
import { readBody } from '../http/body.ts';
import { Sessions } from '../sts/sessions.ts';
import { checkAccess } from './access.ts';
import { decodeChunks } from './aws-chunked.ts';
import type { Bucket } from './buckets.ts';
import { corsHeaders } from './cors.ts';
import { notImplemented, S3Error, sendError } from './errors.ts';
import { deleteObjects, getBucketLocation, headBucket, listBuckets, listObjects } from './listing.ts';
import { Uploads } from './multipart.ts';
import { copyObject, deleteObject, getObject, putObject, type Operation } from './objects.ts';
import { requestOf, subresources, type S3Request } from './request.ts';
import { Store, type StoredObject } from './store.ts';

/** The longest object, or part of one, that is taken in one request, in bytes. */
const longestBody = 64 * 1024 * 1024;

/** S3: the buckets of a stack, empty at first. Requests must be signed, since the buckets are private. */
export class S3 {
  readonly #buckets: Bucket[];
  readonly #sessions: Pick<Sessions, 'find'>;
  readonly #store: Store;
  readonly #uploads = new Uploads();

  /** `stored` hears of each object that is stored. */
  constructor(
    buckets: Bucket[],
    stored: (object: StoredObject) => void = () => {},
    sessions: Pick<Sessions, 'find'> = new Sessions(),
  ) {
    this.#buckets = buckets;
    this.#sessions = sessions;
    this.#store = new Store(
      buckets.map(({ name }) => name),
      stored,
    );
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#answer(request, response);
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
    if (version !== 'null') return undefined;
    try {
      return (await this.#store.read({ bucket, key })).content;
    } catch (error) {
      if (error instanceof S3Error) return undefined;
      throw error;
    }
  }

  stop(): Promise<void> {
    return this.#store.stop();
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
    const { status, headers, body } = await this.#operation(request)(this.#store, withContent(request));
    response.writeHead(status, headers).end(body);
  }

  #operation({ method, bucket, key, query, headers }: S3Request): Operation {
    const part = subresources.find(each => each !== 'versionId' && query.has(each));
    const name = [method, key ? 'object' : bucket ? 'bucket' : 'service', part].join(' ').trim();
    switch (name) {
      case 'GET service':
        return listBuckets;
      case 'HEAD bucket':
        return headBucket;
      case 'GET bucket':
        return listObjects;
      case 'GET bucket location':
        return getBucketLocation;
      case 'POST bucket delete':
        return deleteObjects;
      case 'GET object':
      case 'HEAD object':
        return getObject;
      case 'PUT object':
        return headers['x-amz-copy-source'] === undefined ? putObject : copyObject;
      case 'DELETE object':
        return deleteObject;
      case 'POST object uploads':
        return this.#uploads.create;
      case 'PUT object uploadId':
        return this.#uploads.uploadPart;
      case 'POST object uploadId':
        return this.#uploads.complete;
      case 'DELETE object uploadId':
        return this.#uploads.abort;
      default:
        throw notImplemented(name);
    }
  }
}

/** The request with the content of a body that is sent in chunks. */
function withContent(request: S3Request): S3Request {
  if (!String(request.headers['x-amz-content-sha256']).startsWith('STREAMING-')) return request;
  const body = decodeChunks(request.body);
  if (!body) throw new S3Error('IncompleteBody', 'The request body terminated unexpectedly');
  return { ...request, body };
}
