import { randomBytes } from 'node:crypto';
import { headerOf, withoutHeaders, type Header } from '../http/message.ts';

/** Belong to one connection, or are set by CloudFront itself. */
const removed = [
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-real-ip',
];

/** Passed on whatever the policies say: they describe the body, or make the request conditional. */
const always = [
  'content-type',
  'content-encoding',
  'content-md5',
  'date',
  'range',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
  'if-range',
];

/**
 * The headers of a viewer's request as the origin gets them.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
 */
export function originHeaders(
  viewer: readonly Header[],
  allViewer: boolean,
  domainName: string,
  viewerAddress: string,
): Header[] {
  const headers = withoutHeaders(viewer, ...removed).filter(([name]) => {
    const lower = name.toLowerCase();
    return always.includes(lower) || (allViewer && !/^x-(?:amz-cf|site)-/.test(lower));
  });
  headers.push(['Host', domainName]);
  if (headerOf(headers, 'user-agent') === undefined) headers.push(['User-Agent', 'Amazon CloudFront']);
  headers.push(['X-Forwarded-For', join(headerOf(viewer, 'x-forwarded-for'), viewerAddress)]);
  headers.push(['Via', join(headerOf(viewer, 'via'), via)]);
  headers.push(['X-Amz-Cf-Id', requestId()]);
  return headers;
}

export const via = '1.1 localhost.cloudfront.net (CloudFront)';

/** As long and as unguessable as CloudFront's. */
export const requestId = (): string => randomBytes(42).toString('base64');

function join(before: string | undefined, value: string): string {
  return before === undefined ? value : `${before}, ${value}`;
}
