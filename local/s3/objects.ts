import { md5 } from '../formats.ts';
import { element } from '../markup.ts';
import { checkSource, checkWrite, isUnchanged } from './conditions.ts';
import { S3Error } from './errors.ts';
import { checkVersion, sourceOf, type S3Request } from './request.ts';
import type { S3Object, Store } from './store.ts';

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export type Operation = (store: Store, request: S3Request) => Answer;

export const xml = (body: string): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
});

/** What is kept of a request's headers, and sent with the object. */
const kept = /^(?:cache-control|content-(?:disposition|encoding|language|type)|expires|x-amz-meta-.*)$/;

export const defaultType = 'binary/octet-stream';

export function headersOf({ headers }: Pick<S3Request, 'headers'>): S3Object['headers'] {
  const entries = Object.entries(headers).filter(([name]) => kept.test(name));
  const own = { 'content-type': defaultType, ...Object.fromEntries(entries) } as Record<string, string>;
  // How the body was sent, which is no property of the object.
  const encodings = (own['content-encoding'] ?? '').split(',').filter(each => each.trim() !== 'aws-chunked');
  if (encodings.join('')) own['content-encoding'] = encodings.join(',');
  else delete own['content-encoding'];
  return own;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html, and HeadObject */
export const getObject: Operation = (store, request) => {
  const { method, query, headers: asked } = request;
  checkVersion(query.get('versionId') ?? 'null');
  const object = store.object(request);
  const { eTag, modified, size } = object;
  const about = { etag: quoted(eTag), 'last-modified': modified.toUTCString(), 'accept-ranges': 'bytes' };
  if (isUnchanged(asked, object)) return { status: 304, headers: about };
  const overrides = [...query]
    .filter(([name]) => name.startsWith('response-'))
    .map(([name, value]) => [name.slice('response-'.length), value]);
  const headers = { ...object.headers, ...about, ...Object.fromEntries(overrides) } as Record<string, string>;
  const range = rangeOf(asked.range, size);
  const [first, last] = range ?? [0, size - 1];
  if (range) headers['content-range'] = `bytes ${first}-${last}/${size}`;
  headers['content-length'] = String(last - first + 1);
  const status = range ? 206 : 200;
  return { status, headers, ...(method === 'GET' && { body: store.read(object.content).subarray(first, last + 1) }) };
};

/** The first and the last byte; undefined for all. */
function rangeOf(header: string | undefined, length: number): [first: number, last: number] | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (!from && !to) return undefined;
  const first = from ? Number(from) : Math.max(0, length - Number(to));
  const last = from && to ? Math.min(Number(to), length - 1) : length - 1;
  if (first <= last) return [first, last];
  throw new S3Error('InvalidRange', 'The requested range is not satisfiable', 416);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const putObject: Operation = (store, request) => {
  const { bucket, key, headers: asked, body: content } = request;
  const digest = asked['content-md5'];
  if (digest !== undefined && digest !== Buffer.from(md5(content), 'hex').toString('base64'))
    throw new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  checkWrite(asked, key, store.objects(bucket).get(key));
  const { eTag } = store.put({ bucket, key, content, headers: headersOf(request), how: 'Put' });
  return { status: 200, headers: { etag: quoted(eTag) } };
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export const copyObject: Operation = (store, request) => {
  const { bucket, key, headers: asked } = request;
  const source = sourceOf(String(asked['x-amz-copy-source']));
  const replaces = String(asked['x-amz-metadata-directive']).toUpperCase() === 'REPLACE';
  if (!replaces && source.bucket === bucket && source.key === key) {
    throw new S3Error(
      'InvalidRequest',
      'This copy request is illegal because it is trying to copy an object to itself without changing the '
        + "object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  const object = store.object(source);
  checkSource(asked, object);
  checkWrite(asked, key, store.objects(bucket).get(key));
  const headers = replaces ? headersOf(request) : object.headers;
  const { eTag, modified } = store.put({ bucket, key, content: store.read(object.content), headers, how: 'Copy' });
  return xml(element('CopyObjectResult', { LastModified: modified.toISOString(), ETag: quoted(eTag) }));
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export const deleteObject: Operation = (store, request) => {
  const { bucket, key, query, headers } = request;
  checkVersion(query.get('versionId') ?? 'null');
  checkWrite(headers, key, store.objects(bucket).get(key));
  store.delete(request);
  return { status: 204 };
};

export const quoted = (eTag: string): string => `"${eTag}"`;
