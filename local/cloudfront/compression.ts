import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { headerOf, withHeader, type Answer } from '../http/message.ts';

/**
 * Types, sizes (bytes) and statuses that CloudFront compresses.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html
 */
const types = new Set([
  'application/javascript',
  'application/json',
  'application/manifest+json',
  'application/pdf',
  'application/rss+xml',
  'application/vnd.ms-fontobject',
  'application/wasm',
  'application/x-javascript',
  'application/xhtml+xml',
  'application/xml',
  'font/otf',
  'font/ttf',
  'image/svg+xml',
  'text/css',
  'text/csv',
  'text/html',
  'text/javascript',
  'text/plain',
  'text/xml',
]);
const smallest = 1_000;
const largest = 10_000_000;
const statuses = [200, 403, 404];

/** The answer in the best coding that the viewer accepts; Brotli before gzip. */
export async function compress(answer: Answer, acceptEncoding = ''): Promise<Answer> {
  const type = headerOf(answer.headers, 'content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const size = answer.body.length;
  if (!statuses.includes(answer.status) || !types.has(type) || size < smallest || size > largest) return answer;
  if (headerOf(answer.headers, 'content-encoding') !== undefined) return answer;

  const accepted = acceptedCodings(acceptEncoding);
  const coding = accepted.has('br') ? 'br' : accepted.has('gzip') ? 'gzip' : undefined;
  if (coding === undefined) return answer;
  const body =
    coding === 'br'
      ? await promisify(brotliCompress)(answer.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : await promisify(gzip)(answer.body);

  let headers = withHeader(answer.headers, 'Content-Encoding', coding);
  headers = withHeader(headers, 'Vary', 'Accept-Encoding');
  const etag = headerOf(headers, 'etag');
  if (etag?.startsWith('"')) headers = withHeader(headers, 'ETag', `W/${etag}`);
  return { status: answer.status, headers, body };
}

/** The codings of an Accept-Encoding header, without those that it forbids by `q=0`. */
function acceptedCodings(header: string): Set<string> {
  const codings = header
    .toLowerCase()
    .split(',')
    .map(coding => coding.trim().split(/\s*;\s*/));
  return new Set(codings.filter(([, q]) => !/^q=0(?:\.0*)?$/.test(q ?? '')).map(([name]) => name ?? ''));
}
