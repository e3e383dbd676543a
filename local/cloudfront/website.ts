import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/body.ts';
import { headersOf, send, type OriginServer } from '../http/message.ts';
import type { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { CloudFront } from './cloudfront.ts';
import { distributionOf } from './distribution.ts';
import { cloudFrontError } from './pages.ts';

/** Finds what an origin's domain name belongs to; undefined where it is none of its kind. */
export type FindOrigin = (domainName: string, origin: Section) => OriginServer | undefined;

export interface WebsiteOptions {
  stack: ResolvedStack;
  origins: FindOrigin[];
  /** Gets a line for every failure that a client sees only as a 5xx. */
  log(line: string): void;
}

/**
 * The stack's CloudFront distribution on a port of this machine. It does what the template says, except for what a
 * single user of one machine has no use for: TLS, caches, throttling, firewalls, geographic restrictions, traces and
 * access logs.
 */
export class Website {
  /** Undefined where the stack has no distribution. */
  readonly #cloudFront: CloudFront | undefined;
  readonly #log: WebsiteOptions['log'];

  /** Throws a Problem that names what the template asks for and the runner does not know. */
  constructor({ stack, origins, log }: WebsiteOptions) {
    this.#log = log;
    const connect = (domainName: string, origin: Section): OriginServer => {
      for (const find of origins) {
        const server = find(domainName, origin);
        if (server) return server;
      }
      return origin.stop('DomainName', `is ${domainName}: neither a REST API nor a bucket of this stack`);
    };
    const distribution = distributionOf(stack, connect);
    this.#cloudFront = distribution && new CloudFront(distribution);
  }

  /** Answers a request. Never throws: what goes wrong becomes a 502 and a line of the log. */
  handle(request: IncomingMessage, response: ServerResponse): void {
    // Without listeners, the errors of a connection that the viewer closed would end the process.
    request.on('error', () => {});
    response.on('error', () => {});
    void this.#serve(request, response);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const answer = await this.#cloudFront?.handle({
        method: request.method ?? '',
        target: request.url ?? '',
        headers: headersOf(request),
        address: request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '',
        body: limit => readBody(request, limit),
      });
      send(request, response, answer ?? cloudFrontError(404, 'The stack has no distribution.'));
    } catch (error) {
      // The viewer closed the connection while it sent the body: nobody waits for an answer.
      if (error === request.errored) return;
      this.#log(`The website failed: ${error instanceof Error ? error.stack : String(error)}`);
      send(request, response, cloudFrontError(502, 'The origin failed.'));
    }
  }
}
