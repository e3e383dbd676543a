import type { RequestListener } from 'node:http';
import { readBody } from '../http/body.ts';
import { headersOf, send, type OriginServer } from '../http/message.ts';
import type { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { answerTo } from './cloudfront.ts';
import { distributionOf } from './distribution.ts';
import { cloudFrontError } from './pages.ts';

interface WebsiteOptions {
  stack: ResolvedStack;
  /** Each finds the server for an origin's domain name, or nothing if the origin is of another kind. */
  origins: ((domainName: string, origin: Section) => OriginServer | undefined)[];
  /** Receives a line for every failure that a client sees only as a 5xx. */
  log(line: string): void;
}

/**
 * Serves the stack's CloudFront distribution. It does what the template says, without TLS, caches, throttling, firewalls,
 * geographic restrictions, traces and access logs, which one local user does not need. Throws a Problem that names what
 * the runner does not support in the template.
 */
export function website({ stack, origins, log }: WebsiteOptions): RequestListener {
  const distribution = distributionOf(
    stack,
    (domainName, origin) =>
      origins
        .values()
        .map(find => find(domainName, origin))
        .find(Boolean) ?? origin.stop('DomainName', `is ${domainName}: neither a REST API nor a bucket of this stack`),
  );
  return async (request, response) => {
    // Without listeners, an error on a connection that the viewer closed would end the process.
    request.on('error', () => {});
    response.on('error', () => {});
    const viewer = {
      method: request.method ?? '',
      target: request.url ?? '',
      headers: headersOf(request),
      address: request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '',
      body: (limit: number) => readBody(request, limit),
    };
    try {
      const answer = distribution && (await answerTo(distribution, viewer));
      send(request, response, answer ?? cloudFrontError(404, 'The stack has no distribution.'));
    } catch (error) {
      // The viewer closed the connection while sending the body, so nobody waits for an answer.
      if (error === request.errored) return;
      log(`The website failed: ${error instanceof Error ? error.stack : String(error)}`);
      send(request, response, cloudFrontError(502, 'The origin failed.'));
    }
  };
}
