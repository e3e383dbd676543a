import { headerOf, withHeader, withoutHeaders, type Answer, type Header, type OriginRequest } from '../http/message.ts';
import { normalizePath, parseTarget, type Target } from '../http/target.ts';
import { compress } from './compression.ts';
import type { Behavior, Distribution } from './distribution.ts';
import { originHeaders, requestId, via } from './forwarding.ts';
import { cloudFrontError } from './pages.ts';
import { withAdded } from './response-headers.ts';

interface ViewerRequest extends Pick<OriginRequest, 'method' | 'headers' | 'body'> {
  /** The request target, as sent. */
  target: string;
  address: string;
}

/** The longest URL that CloudFront takes, in bytes. */
const longestUrl = 8192;

const methodRefused =
  'This distribution is not configured to allow the HTTP request method that was used for this '
  + 'request. The distribution supports only cachable requests.';

const connectionHeaders = ['keep-alive', 'proxy-authenticate', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/** Answers as a CloudFront distribution without its cache: every request goes to its origin. */
export async function answerTo(distribution: Distribution, viewer: ViewerRequest): Promise<Answer> {
  const { status, headers, body } = await answered(distribution, viewer);
  const own = {
    'X-Cache': `${status >= 400 ? 'Error' : 'Miss'} from cloudfront`,
    Via: via,
    'X-Amz-Cf-Id': requestId(),
  };
  return { status, headers: [...withoutHeaders(headers, ...connectionHeaders), ...Object.entries(own)], body };
}

async function answered(distribution: Distribution, viewer: ViewerRequest): Promise<Answer> {
  const host = headerOf(viewer.headers, 'host') ?? '';
  if (viewer.target.length + host.length > longestUrl) return withClose(cloudFrontError(413, 'Request URL too long.'));
  const target = parseTarget(viewer.target);
  if (target === undefined) return withClose(cloudFrontError(400, 'Bad request.'));
  const rooted = (path: string): string => (path === '/' ? distribution.root : path);
  const path = normalizePath(rooted(target.path));
  const behavior = distribution.behaviors.find(({ pattern }) => pattern.test(path)) ?? distribution.defaultBehavior;
  const answer = await byBehavior(behavior, viewer, target, rooted);
  return { ...answer, headers: withAdded(behavior.addedHeaders, answer.headers) };
}

async function byBehavior(
  { allowedMethods, origin, forwarding, viewerRequest, compresses }: Behavior,
  viewer: ViewerRequest,
  target: Target,
  rooted: (path: string) => string,
): Promise<Answer> {
  const { method, headers, address, body } = viewer;
  if (!allowedMethods.includes(method)) return cloudFrontError(403, methodRefused);
  if (method === 'GET' && hasBody(headers)) return cloudFrontError(403, 'Bad request.');
  const path = viewerRequest === undefined ? target.path : await viewerRequest({ ...viewer, ...target });
  if (typeof path !== 'string') return path;
  const answer = await origin.server.handle({
    method,
    path: rooted(path),
    query: forwarding.allViewer ? target.query : '',
    headers: originHeaders(headers, forwarding.allViewer, origin.domainName, address),
    body,
  });
  return compresses && method !== 'HEAD' ? compress(answer, headerOf(headers, 'accept-encoding')) : answer;
}

/** The request was not valid HTTP, so whatever follows on this connection cannot be trusted. */
const withClose = (answer: Answer): Answer => ({
  ...answer,
  headers: withHeader(answer.headers, 'Connection', 'close'),
});

function hasBody(headers: readonly Header[]): boolean {
  const length = headerOf(headers, 'content-length') ?? '0';
  return headerOf(headers, 'transfer-encoding') !== undefined || Number(length) !== 0;
}
