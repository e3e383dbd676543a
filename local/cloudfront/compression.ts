import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { headerOf, withHeader, type Answer } from '../http/message.ts';

/**
 * The types, sizes (bytes) and statuses that CloudFront compresses.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html
 */
const types = new Set([
  ...['javascript', 'json', 'pdf', 'wasm', 'xml', 'x-javascript'].map(type => `application/${type}`),
  ...['manifest+json', 'rss+xml', 'vnd.ms-fontobject', 'xhtml+xml'].map(type => `application/${type}`),
  ...['css', 'csv', 'html', 'javascript', 'plain', 'xml'].map(type => `text/${type}`),
  ...['font/otf', 'font/ttf', 'image/svg+xml'],
]);
const smallest = 1_000;
const largest = 10_000_000;
const statuses = [200, 403, 404];

/** Compresses the answer in the best way that the viewer accepts: Brotli before gzip. */
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

/** The codings of an Accept-Encoding header, except those with `q=0`, which it forbids. */
function acceptedCodings(header: string): Set<string> {
  const codings = header
    .toLowerCase()
    .split(',')
    .map(coding => coding.trim().split(/\s*;\s*/));
  return new Set(codings.filter(([, q]) => !/^q=0(?:\.0*)?$/.test(q ?? '')).map(([name]) => name ?? ''));
}
