import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/body.ts';
import { resourcesOf } from '../stack/resources.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { ApiGateway } from '../apigateway/api-gateway.ts';
import type { Tokens } from '../apigateway/authorizer.ts';
import type { Backends } from '../apigateway/types.ts';
import { restApiOf } from '../apigateway/rest-api.ts';
import { CloudFront } from './cloudfront.ts';
import { distributionOf } from './distribution.ts';
import { cloudFrontError } from './pages.ts';
import { BucketOrigin, grantsOf } from './s3.ts';
import type { SiteFiles } from './s3.ts';
import { headersOf, send } from '../http/message.ts';
import type { OriginServer } from '../http/message.ts';
import type { Section } from '../stack/section.ts';

export type { SiteFile, SiteFiles } from './s3.ts';

type Log = (line: string) => void;

export interface EdgeOptions {
  stack: ResolvedStack;
  /** What is behind the API. */
  backends: Backends;
  /** Gives the objects of the site's bucket. */
  siteFiles: SiteFiles;
  /** Checks the tokens of signed-in callers. */
  tokens: Tokens;
  /**
   * Gets a line for every failure that a client sees only as a 5xx, as API Gateway's execution log has it. A line names
   * the method and the resource, never a query string, a header or a body.
   */
  log: Log;
}

/**
 * The stack's CloudFront distribution with its origins: the site's bucket and the REST API. It does what the template
 * says, except for what a single user of one machine has no use for: TLS, caches, throttling, firewalls, geographic
 * restrictions, traces and access logs.
 */
export class Edge {
  readonly #cloudFront: CloudFront;
  readonly #log: Log;

  /** Throws a Problem that names what the template asks for and the runner does not know. */
  constructor({ stack, backends, siteFiles, tokens, log }: EdgeOptions) {
    this.#log = log;
    const connect = (domainName: string, origin: Section): OriginServer =>
      connectApi(stack, domainName, { backends, tokens, log }) ?? connectBucket(stack, domainName, origin, siteFiles) ??
      origin.stop('DomainName', `is ${domainName}: neither a REST API nor a bucket of this stack`);
    this.#cloudFront = new CloudFront(distributionOf(stack, connect));
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
      const answer = await this.#cloudFront.handle({
        method: request.method ?? '',
        target: request.url ?? '',
        headers: headersOf(request),
        address: request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '',
        body: limit => readBody(request, limit),
      });
      send(request, response, answer);
    } catch (error) {
      // The viewer closed the connection while it sent the body: nobody waits for an answer.
      if (error === request.errored) return;
      this.#log(`The website failed: ${error instanceof Error ? error.stack : String(error)}`);
      send(request, response, cloudFrontError(502, 'The origin failed.'));
    }
  }
}

function connectApi(
  stack: ResolvedStack,
  domainName: string,
  { backends, tokens, log }: Pick<EdgeOptions, 'backends' | 'tokens' | 'log'>,
): OriginServer | undefined {
  const id = /^([^.]+)\.execute-api\.[\w-]+\.amazonaws\.com(?:\.cn)?$/.exec(domainName)?.[1];
  const api = id === undefined ? undefined : restApiOf(stack, id, tokens);
  return api === undefined ? undefined : new ApiGateway(api, backends, log);
}

function connectBucket(
  stack: ResolvedStack,
  domainName: string,
  origin: Section,
  siteFiles: SiteFiles,
): OriginServer | undefined {
  const name = /^(.+)\.s3[.-](?:[\w-]+\.)?amazonaws\.com(?:\.cn)?$/.exec(domainName)?.[1];
  if (name === undefined || !resourcesOf(stack, 'AWS::S3::Bucket').some(({ ref }) => ref === name)) return undefined;
  if (!origin.has('OriginAccessControlId')) {
    origin.stop('OriginAccessControlId', `is missing: CloudFront could not read the bucket ${name}`);
  }
  const grants = grantsOf(stack, name);
  if (!grants.read) origin.stop('DomainName', `is the bucket ${name}, which no bucket policy lets CloudFront read`);
  return new BucketOrigin(name, grants.list, siteFiles);
}
