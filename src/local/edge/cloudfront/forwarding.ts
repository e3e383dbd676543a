import { randomBytes } from 'node:crypto';
import { headerOf, withHeader, withoutHeaders } from '../http.ts';
import type { Header } from '../http.ts';
import { splitQuery } from '../target.ts';
import type { CachePolicy, ForwardingPolicy, Selection } from './policies.ts';

/**
 * What of a viewer's request goes on to the origin: what either the cache policy or the origin request policy names.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-origin-requests.html
 */
export interface Forwarding {
  cache: CachePolicy;
  originRequest: ForwardingPolicy | undefined;
}

/** Belong to one connection, or are set by CloudFront itself, by rules of their own. */
const removed = [
  'connection', 'content-length', 'cookie', 'expect', 'host', 'keep-alive', 'proxy-authorization', 'proxy-connection',
  'te', 'trailer', 'transfer-encoding', 'upgrade', 'user-agent', 'via', 'x-forwarded-for', 'x-forwarded-proto',
  'x-real-ip',
];

/** Passed on whatever the policies say: they describe the body, or make the request conditional. */
const always = [
  'content-type', 'content-encoding', 'content-md5', 'date', 'range', 'if-match', 'if-none-match', 'if-modified-since',
  'if-unmodified-since', 'if-range',
];

export function originHeaders(forwarding: Forwarding, viewer: readonly Header[], viewerAddress: string): Header[] {
  const isForwarded = (name: string): boolean => selects(forwarding, 'headers', name);
  let headers = viewer.filter(([name]) => {
    const lower = name.toLowerCase();
    if (removed.includes(lower) || /^x-(?:amz-cf|edge)-/.test(lower)) return false;
    return always.includes(lower) || isForwarded(lower);
  });

  const host = headerOf(viewer, 'host');
  if (host !== undefined && isForwarded('host')) headers = withHeader(headers, 'Host', host);
  const agent = isForwarded('user-agent') ? headerOf(viewer, 'user-agent') : undefined;
  headers.push(['User-Agent', agent ?? 'Amazon CloudFront']);
  const cookies = originCookies(forwarding, viewer);
  if (cookies !== '') headers.push(['Cookie', cookies]);
  if (forwarding.cache.gzip || forwarding.cache.brotli) headers = withAcceptEncoding(forwarding.cache, headers, viewer);

  headers.push(['X-Forwarded-For', join(headerOf(viewer, 'x-forwarded-for'), viewerAddress)]);
  headers.push(['Via', join(headerOf(viewer, 'via'), via)]);
  headers.push(['X-Amz-Cf-Id', requestId()]);
  return headers;
}

export function originQuery(forwarding: Forwarding, query: string): string {
  const parameters = splitQuery(query);
  if (parameters.every(({ name }) => selects(forwarding, 'queryStrings', name))) return query;
  return parameters.filter(({ name }) => selects(forwarding, 'queryStrings', name)).map(({ text }) => text).join('&');
}

export const via = '1.1 localhost.cloudfront.net (CloudFront)';

/** As long and as unguessable as CloudFront's. */
export const requestId = (): string => randomBytes(42).toString('base64');

function originCookies(forwarding: Forwarding, viewer: readonly Header[]): string {
  return viewer
    .filter(([name]) => name.toLowerCase() === 'cookie')
    .flatMap(([, value]) => value.split(/;\s*/))
    .filter(cookie => cookie !== '' && selects(forwarding, 'cookies', cookie.split('=', 1)[0] ?? ''))
    .join('; ');
}

/** With compression on, the origin sees which of the two codings that CloudFront knows the viewer takes, if any. */
function withAcceptEncoding(cache: CachePolicy, headers: Header[], viewer: readonly Header[]): Header[] {
  const codings = acceptedCodings(headerOf(viewer, 'accept-encoding') ?? '');
  const usable = [cache.brotli && codings.has('br') ? 'br' : '', cache.gzip && codings.has('gzip') ? 'gzip' : ''];
  const value = usable.filter(coding => coding !== '').join(',');
  return value === '' ? withoutHeaders(headers, 'accept-encoding') : withHeader(headers, 'Accept-Encoding', value);
}

/** The codings of an Accept-Encoding header, without those that it forbids by `q=0`. */
export function acceptedCodings(header: string): Set<string> {
  const codings = header.toLowerCase().split(',').map(coding => coding.trim().split(/\s*;\s*/));
  return new Set(codings.filter(([, q]) => !/^q=0(?:\.0*)?$/.test(q ?? '')).map(([name]) => name ?? ''));
}

function selects(forwarding: Forwarding, kind: keyof ForwardingPolicy, name: string): boolean {
  const originRequest = forwarding.originRequest?.[kind];
  return includes(forwarding.cache[kind], name) || (originRequest !== undefined && includes(originRequest, name));
}

function includes({ behavior, names }: Selection, name: string): boolean {
  return behavior === 'all' || (behavior !== 'none' && (behavior === 'whitelist') === names.includes(name));
}

function join(before: string | undefined, value: string): string {
  return before === undefined ? value : `${before}, ${value}`;
}
