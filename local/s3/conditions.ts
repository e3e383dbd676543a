import type { IncomingHttpHeaders } from 'node:http';
import { noSuchKey, notImplemented, preconditionFailed } from './errors.ts';
import type { S3Object } from './store.ts';

type Verdict = { failed: string } | { unchanged: string } | undefined;

/**
 * How a read on condition ends: as usual, with 412, or with 304. A condition on the ETag decides without that on the
 * time. https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html
 */
function verdict(headers: IncomingHttpHeaders, { eTag, modified }: S3Object, prefix = ''): Verdict {
  const given = (name: string) => headers[prefix + name] as string | undefined;
  const since = (name: string) => Math.floor(modified.getTime() / 1000) * 1000 > Date.parse(given(name) ?? '');
  const [match, noneMatch] = [given('if-match'), given('if-none-match')];
  if (match === undefined ? since('if-unmodified-since') : !matches(match, eTag))
    return { failed: match === undefined ? 'If-Unmodified-Since' : 'If-Match' };
  if (noneMatch !== undefined) return matches(noneMatch, eTag) ? { unchanged: 'If-None-Match' } : undefined;
  if (given('if-modified-since') === undefined || since('if-modified-since')) return undefined;
  return { unchanged: 'If-Modified-Since' };
}

/** Whether the reader has the object already. Throws if it is not the one that they want. */
export function isUnchanged(headers: IncomingHttpHeaders, object: S3Object): boolean {
  const end = verdict(headers, object);
  if (end && 'failed' in end) throw preconditionFailed(end.failed);
  return end !== undefined;
}

/** Throws unless the source of a copy is as the caller wants it. */
export function checkSource(headers: IncomingHttpHeaders, object: S3Object): void {
  const end = verdict(headers, object, 'x-amz-copy-source-');
  if (end) throw preconditionFailed(`x-amz-copy-source-${Object.values(end)[0]}`);
}

/** Throws if an object may not be written or deleted. https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
export function checkWrite(headers: IncomingHttpHeaders, key: string, current: S3Object | undefined): void {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (noneMatch !== undefined && noneMatch !== '*') throw notImplemented('If-None-Match of a write but for *');
  if (noneMatch && current) throw preconditionFailed('If-None-Match');
  if (match === undefined) return;
  if (!current) throw noSuchKey(key);
  if (!matches(match, current.eTag)) throw preconditionFailed('If-Match');
}

function matches(condition: string, eTag: string): boolean {
  return condition.split(',').some(each => ['*', eTag].includes(each.trim().replace(/^(?:W\/)?"(.*)"$/, '$1')));
}
