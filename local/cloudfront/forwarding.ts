import { randomBytes } from 'node:crypto';
import { headerOf, withoutHeaders, type Header } from '../http/message.ts';

const names = (text: string): string[] => text.split(' ');

/** These concern one connection, or CloudFront sets them itself. */
const removed = [
  ...names('connection content-length expect host keep-alive proxy-authorization proxy-connection te trailer'),
  ...names('transfer-encoding upgrade via x-forwarded-for x-forwarded-proto x-real-ip'),
];

/** CloudFront passes these on under every policy: they describe the body or make the request conditional. */
const always = [
  ...names('content-type content-encoding content-md5 date range'),
  ...names('if-match if-none-match if-modified-since if-unmodified-since if-range'),
];

/**
 * The headers that the origin receives for a viewer's request.
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

export const requestId = (): string => randomBytes(42).toString('base64');

function join(before: string | undefined, value: string): string {
  return before === undefined ? value : `${before}, ${value}`;
}
