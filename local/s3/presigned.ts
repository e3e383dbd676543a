import { AwsError } from '../endpoint/error.ts';

/** An error of S3 that has more to tell than its code and its message. */
export class DetailedError extends AwsError {
  readonly details: Record<string, string>;

  constructor(name: string, message: string, status: number, details: Record<string, string>) {
    super(name, message, status);
    this.details = details;
  }
}

/** In seconds: a week. */
const longest = 604_800;
/** How far a client's clock may be ahead, in milliseconds. */
const ahead = 15 * 60_000;

/**
 * Throws for a presigned URL whose time is over, or which says no time, or one that is too long: what S3 looks at
 * before it looks at the signature. Takes other URLs as they are.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function checkPresigned(path: string): void {
  const query = new URLSearchParams(path.split('?')[1]);
  if (query.has('X-Amz-Signature')) checkVersion4(query);
  else if (query.has('Signature')) checkTime(Number(/^\d{1,12}$/.exec(query.get('Expires') ?? '')?.[0]) * 1000);
}

function checkVersion4(query: URLSearchParams): void {
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
  if (signed > Date.now() + ahead) throw new AwsError('AccessDenied', 'Request is not valid yet', 403);
  checkTime(signed + Number(seconds) * 1000, { 'X-Amz-Expires': seconds });
}

function checkTime(end: number, details: Record<string, string> = {}): void {
  const now = Date.now();
  if (now < end) return;
  const expires = Number.isNaN(end) ? {} : { Expires: inSeconds(end) };
  throw new DetailedError('AccessDenied', 'Request has expired', 403, {
    ...details,
    ...expires,
    ServerTime: inSeconds(now),
  });
}

function timeOf(date: string): number {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

const wrong = (message: string) => new AwsError('AuthorizationQueryParametersError', message);

/** As S3 writes times: `2026-11-21T05:10:00Z`. */
export const inSeconds = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
