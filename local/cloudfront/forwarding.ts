import { randomBytes } from 'node:crypto';
import { headerOf, withoutHeaders, type Header } from '../http/message.ts';

/** These concern one connection, or CloudFront sets them itself. */
const removed =
  'connection content-length expect host keep-alive proxy-authorization proxy-connection te trailer transfer-encoding'
  + ' upgrade via x-forwarded-for x-forwarded-proto x-real-ip';

/** CloudFront passes these on under every policy: they describe the body or make the request conditional. */
const always = (
  'content-type content-encoding content-md5 date range if-match if-none-match if-modified-since if-unmodified-since'
  + ' if-range'
).split(' ');

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
  const headers = withoutHeaders(viewer, ...removed.split(' ')).filter(([name]) => {
    const lower = name.toLowerCase();
    return always.includes(lower) || (allViewer && !/^x-(?:amz-cf|site)-/.test(lower));
  });
  const after = (name: string, value: string) => [headerOf(viewer, name), value].filter(Boolean).join(', ');
  const own = {
    Host: domainName,
    ...(headerOf(headers, 'user-agent') === undefined && { 'User-Agent': 'Amazon CloudFront' }),
    'X-Forwarded-For': after('x-forwarded-for', viewerAddress),
    Via: after('via', via),
    'X-Amz-Cf-Id': requestId(),
  };
  return [...headers, ...Object.entries(own)];
}

export const via = '1.1 localhost.cloudfront.net (CloudFront)';

export const requestId = (): string => randomBytes(42).toString('base64');
