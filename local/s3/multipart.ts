import { randomBytes } from 'node:crypto';
import { md5 } from '../formats.ts';
import { element } from '../markup.ts';
import { checkWrite } from './conditions.ts';
import { notImplemented, S3Error } from './errors.ts';
import { headersOf, quoted, xml, type Operation } from './objects.ts';
import type { S3Request } from './request.ts';
import type { ContentId, Place, S3Object, Store } from './store.ts';
import { textsIn } from './xml.ts';

interface Upload extends Place {
  headers: S3Object['headers'];
  parts: Map<number, { content: ContentId; eTag: string }>;
}

/** Uploads in parts. https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html */
export class Uploads {
  readonly #uploads = new Map<string, Upload>();

  readonly create: Operation = (store, request) => {
    const { bucket, key } = request;
    store.objects(bucket);
    const UploadId = randomBytes(16).toString('hex');
    this.#uploads.set(UploadId, { bucket, key, headers: headersOf(request), parts: new Map() });
    return xml(element('InitiateMultipartUploadResult', { Bucket: bucket, Key: key, UploadId }));
  };

  readonly uploadPart: Operation = (store, request) => {
    const { parts } = this.#find(request);
    const { query, headers, body } = request;
    if (headers['x-amz-copy-source'] !== undefined) throw notImplemented('UploadPartCopy');
    const number = Number(query.get('partNumber'));
    if (!Number.isInteger(number) || number < 1 || number > 10_000)
      throw new S3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
    const former = parts.get(number);
    if (former) store.remove(former.content);
    const part = { content: store.write(body), eTag: md5(body) };
    parts.set(number, part);
    return { status: 200, headers: { etag: quoted(part.eTag) } };
  };

  readonly complete: Operation = (store, request) => {
    const { bucket, key, headers, parts } = this.#find(request);
    const sent = request.body.toString();
    const eTags = textsIn(sent, 'ETag').map(each => each.replace(/^"(.*)"$/, '$1'));
    const numbers = textsIn(sent, 'PartNumber').map(Number);
    if (numbers.some((number, i) => i > 0 && number <= numbers[i - 1]!))
      throw new S3Error('InvalidPartOrder', 'The list of parts was not in ascending order.');
    const chosen = numbers.map((number, i) => {
      const part = parts.get(number);
      if (part?.eTag === eTags[i]) return part!;
      throw new S3Error('InvalidPart', 'One or more of the specified parts could not be found.');
    });
    checkWrite(request.headers, key, store.objects(bucket).get(key));
    const content = Buffer.concat(chosen.map(part => store.read(part.content)));
    const digests = Buffer.concat(chosen.map(part => Buffer.from(part.eTag, 'hex')));
    const eTag = `${md5(digests)}-${chosen.length}`;
    store.put({ bucket, key, content, headers, how: 'CompleteMultipartUpload', eTag });
    this.#remove(store, request);
    return xml(element('CompleteMultipartUploadResult', { Bucket: bucket, Key: key, ETag: quoted(eTag) }));
  };

  readonly abort: Operation = (store, request) => {
    this.#remove(store, request);
    return { status: 204 };
  };

  #remove(store: Store, request: S3Request): void {
    const { parts } = this.#find(request);
    this.#uploads.delete(request.query.get('uploadId')!);
    for (const { content } of parts.values()) store.remove(content);
  }

  #find({ bucket, key, query }: S3Request): Upload {
    const upload = this.#uploads.get(query.get('uploadId') ?? '');
    if (upload?.bucket === bucket && upload.key === key) return upload;
    throw new S3Error('NoSuchUpload', 'The specified upload does not exist.', 404);
  }
}
