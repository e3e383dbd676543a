import { headerOf, withHeader, withoutHeaders, type Answer, type Header, type OriginRequest } from '../http/message.ts';
import { normalizePath, parseTarget, type Target } from '../http/target.ts';
import { compress } from './compression.ts';
import type { Behavior, Distribution } from './distribution.ts';
import { originHeaders, requestId, via } from './forwarding.ts';
import { cloudFrontError } from './pages.ts';
import { withAdded } from './response-headers.ts';

interface ViewerRequest {
  method: string;
  /** The request target, as sent. */
  target: string;
  headers: Header[];
  address: string;
  body: OriginRequest['body'];
}

/** The longest URL that CloudFront takes, in bytes. */
const longestUrl = 8192;

const methodRefused =
  'This distribution is not configured to allow the HTTP request method that was used for this '
  + 'request. The distribution supports only cachable requests.';

/** A CloudFront distribution without its cache: every request goes to its origin. */
export class CloudFront {
  readonly #distribution: Distribution;

  constructor(distribution: Distribution) {
    this.#distribution = distribution;
  }

  async handle(viewer: ViewerRequest): Promise<Answer> {
    const host = headerOf(viewer.headers, 'host') ?? '';
    if (viewer.target.length + host.length > longestUrl)
      return finish(withClose(cloudFrontError(413, 'Request URL too long.')));
    const target = parseTarget(viewer.target);
    if (target === undefined) return finish(withClose(cloudFrontError(400, 'Bad request.')));

    const behavior = this.#behaviorFor(this.#rooted(target.path));
    const answer = await this.#answer(viewer, behavior, target);
    return finish({ ...answer, headers: withAdded(behavior.addedHeaders, answer.headers) });
  }

  async #answer(viewer: ViewerRequest, behavior: Behavior, target: Target): Promise<Answer> {
    if (!behavior.allowedMethods.includes(viewer.method)) return cloudFrontError(403, methodRefused);
    if (viewer.method === 'GET' && hasBody(viewer.headers)) return cloudFrontError(403, 'Bad request.');

    const { origin, forwarding, viewerRequest } = behavior;
    const path = viewerRequest === undefined ? target.path : await viewerRequest({ ...viewer, ...target });
    if (typeof path !== 'string') return path;
    const answer = await origin.server.handle({
      method: viewer.method,
      path: this.#rooted(path),
      query: forwarding.allViewer ? target.query : '',
      headers: originHeaders(viewer.headers, forwarding.allViewer, origin.domainName, viewer.address),
      body: viewer.body,
    });
    if (!behavior.compress || !forwarding.compresses || viewer.method === 'HEAD') return answer;
    return compress(answer, headerOf(viewer.headers, 'accept-encoding'));
  }

  #rooted(path: string): string {
    return path === '/' ? this.#distribution.root : path;
  }

  #behaviorFor(path: string): Behavior {
    const normalized = normalizePath(path);
    const { behaviors, defaultBehavior } = this.#distribution;
    return behaviors.find(({ pattern }) => pattern.test(normalized)) ?? defaultBehavior;
  }
}

const connectionHeaders = ['keep-alive', 'proxy-authenticate', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/** Adds CloudFront's own headers. Removes those that concern one connection only. */
function finish(answer: Answer): Answer {
  const headers = withoutHeaders(answer.headers, ...connectionHeaders);
  headers.push(['X-Cache', answer.status >= 400 ? 'Error from cloudfront' : 'Miss from cloudfront']);
  headers.push(['Via', via], ['X-Amz-Cf-Id', requestId()]);
  return { ...answer, headers };
}

/** The request was not valid HTTP, so whatever follows on this connection cannot be trusted. */
function withClose(answer: Answer): Answer {
  return { ...answer, headers: withHeader(answer.headers, 'Connection', 'close') };
}

function hasBody(headers: readonly Header[]): boolean {
  const length = headerOf(headers, 'content-length') ?? '0';
  return headerOf(headers, 'transfer-encoding') !== undefined || Number(length) !== 0;
}
