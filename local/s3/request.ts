import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { decode } from '../http/target.ts';
import { S3Error } from './errors.ts';

/** A request to S3 with its whole body. */
export interface S3Request {
  method: string;
  /** As sent, without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Empty for the service itself. */
  bucket: string;
  /** Empty for the bucket itself. */
  key: string;
}

/** The parts of an object or a bucket that have operations, and actions in policies, of their own. */
export const subresources = (
  'acl attributes cors delete legal-hold lifecycle location notification object-lock policy restore retention select'
  + ' tagging torrent uploadId partNumber uploads versionId versioning versions website'
).split(' ');

/** In bytes of UTF-8. */
const longestKey = 1024;

export function requestOf({ method = '', url = '', headers }: IncomingMessage, body: Buffer): S3Request {
  const [, path, query] = /^([^?]*)\??(.*)$/s.exec(url)!;
  return { method, path: path!, query: new URLSearchParams(query), headers, body, ...placeIn(path!) };
}

/** What a header `x-amz-copy-source` names. */
export function sourceOf(header: string): { bucket: string; key: string } {
  const [, path, version = 'null'] = /^\/?([^?]*)(?:\?versionId=(.*))?$/s.exec(header) ?? ['', ''];
  checkVersion(version);
  return placeIn(/^%2F/i.test(path!) ? path! : `/${path}`);
}

/** No object here has another version than `null`, as in a bucket without versions. */
export function checkVersion(version: string): void {
  if (version !== 'null') throw new S3Error('NoSuchVersion', 'The specified version does not exist.', 404);
}

/** A key is any text of UTF-8. It may have slashes beside each other, and names nothing but itself. */
export function placeIn(path: string): { bucket: string; key: string } {
  const [, bucket, key = ''] = /^\/([^/]*)(?:\/(.*))?$/s.exec(decode(path) ?? '') ?? [];
  if (bucket === undefined) throw new S3Error('InvalidURI', "Couldn't parse the specified URI.");
  if (Buffer.byteLength(key) > longestKey) throw new S3Error('KeyTooLongError', 'Your key is too long');
  return { bucket, key };
}
