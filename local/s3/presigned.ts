import { inSeconds } from '../formats.ts';
import { accessDenied, S3Error } from './errors.ts';

/** In seconds: a week. */
const longest = 604_800;

/** How far a client's clock may differ, in milliseconds. */
const skew = 15 * 60_000;

/**
 * Throws for a presigned URL that has expired, has no expiry, or is valid for too long.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function checkPresigned(query: URLSearchParams): void {
  const names = ['Algorithm', 'Credential', 'Signature', 'Date', 'SignedHeaders', 'Expires'];
  if (names.some(name => !query.get(`X-Amz-${name}`))) {
    throw wrong(
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, '
        + 'X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    );
  }
  const seconds = query.get('X-Amz-Expires')!;
  if (!/^-?\d+$/.test(seconds)) throw wrong('X-Amz-Expires should be a number');
  if (Number(seconds) < 0) throw wrong('X-Amz-Expires must be non-negative');
  if (Number(seconds) > longest) {
    throw wrong(
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less '
        + `than ${longest} seconds`,
    );
  }
  const signed = timeOf(query.get('X-Amz-Date')!);
  if (Number.isNaN(signed)) throw wrong("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  if (signed > Date.now() + skew) throw accessDenied('Request is not valid yet');
  checkExpiry(signed + Number(seconds) * 1000, { 'X-Amz-Expires': seconds });
}

/** Throws when the time is over. */
export function checkExpiry(end: number, details: Record<string, string> = {}): void {
  const now = Date.now();
  if (now < end) return;
  const expires = Number.isNaN(end) ? {} : { Expires: inSeconds(end) };
  throw accessDenied('Request has expired', { ...details, ...expires, ServerTime: inSeconds(now) });
}

/** Throws for a request that was signed at another time than now. */
export function checkSkew(date: string): void {
  const time = timeOf(date);
  if (Number.isNaN(time)) throw accessDenied('AWS authentication requires a valid Date or x-amz-date header');
  const now = Date.now();
  if (Math.abs(now - time) <= skew) return;
  const message = 'The difference between the request time and the current time is too large.';
  throw new S3Error('RequestTimeTooSkewed', message, 403, {
    RequestTime: date,
    ServerTime: inSeconds(now),
    MaxAllowedSkewMilliseconds: String(skew),
  });
}

function timeOf(date: string): number {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

const wrong = (message: string) => new S3Error('AuthorizationQueryParametersError', message);
