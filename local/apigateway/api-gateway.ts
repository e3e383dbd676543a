import { withHeader, type Answer, type OriginRequest, type OriginServer } from '../http/message.ts';
import { decode, splitQuery } from '../http/target.ts';
import { resourcesOf } from '../stack/resources.ts';
import type { ResolvedStack } from '../stack/types.ts';
import type { Tokens } from './authorizer.ts';
import { contextOf, traceIdOf, type RequestContext } from './context.ts';
import { GatewayError } from './gateway-responses.ts';
import { restApiOf, type RestApi } from './rest-api.ts';
import { Router } from './router.ts';
import type { Backends } from './types.ts';

/** The longest body that API Gateway accepts, in bytes. */
const longestBody = 10_485_760;

export interface ApiOptions {
  /** The services behind the APIs. */
  backends: Backends;
  /** Checks the tokens of signed-in callers. */
  tokens: Tokens;
  /**
   * Receives a line for every failure that a client sees only as a 5xx, like API Gateway's execution log. It has the
   * method and the resource, but no query string, header or body.
   */
  log(line: string): void;
}

/** Finds the REST APIs of the stack by domain name. */
export function apiOrigins(stack: ResolvedStack, { backends, tokens, log }: ApiOptions) {
  const apis = new Map(
    resourcesOf(stack, 'AWS::ApiGateway::RestApi').map(resource => [
      resource.ref,
      new ApiGateway(restApiOf(stack, resource, tokens), backends, log),
    ]),
  );
  return (domainName: string): OriginServer | undefined =>
    apis.get(/^([^.]+)\.execute-api\.[\w-]+\.amazonaws\.com(?:\.cn)?$/.exec(domainName)?.[1] ?? '');
}

/** The endpoint of a REST API: routes a request to a method's integration and returns its answer. */
class ApiGateway implements OriginServer {
  readonly #api: RestApi;
  readonly #router: Router;
  readonly #backends: Backends;
  readonly #log: (line: string) => void;

  constructor(api: RestApi, backends: Backends, log: (line: string) => void) {
    this.#api = api;
    this.#router = new Router(api.routes);
    this.#backends = backends;
    this.#log = log;
  }

  async handle(request: OriginRequest): Promise<Answer> {
    const body = await request.body(longestBody);
    if (body === undefined) return text(413, `HTTP content length exceeded ${longestBody} bytes.`);
    const [, stageName = '', below = ''] = /^\/([^/]*)(.*)$/s.exec(request.path) ?? [];
    const stage = this.#api.stages.get(stageName);
    if (stage === undefined) return forbidden();

    const context = contextOf(this.#api.id, stage, request);
    let answer: Answer;
    try {
      answer = await this.#answer(request, body, below.replace(/^\/*/, '/'), context);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      if (error.cause !== undefined) this.#failed(context, error.cause);
      answer = this.#api.responses.answer(error, context);
    }
    const headers = withHeader(answer.headers, 'x-amzn-RequestId', context.requestId);
    return { ...answer, headers: withHeader(headers, 'x-amz-apigw-id', context.extendedRequestId) };
  }

  async #answer(request: OriginRequest, body: Uint8Array, path: string, context: RequestContext): Promise<Answer> {
    const match = this.#router.match(request.method, path);
    if (match === undefined) throw new GatewayError('MISSING_AUTHENTICATION_TOKEN', 'Missing Authentication Token');
    const { route, pathParameters } = match;
    context.resourceId = route.resourceId;
    context.resourcePath = route.resourcePath;
    const authorization = await route.authorize(request.headers);
    if (authorization !== undefined) context.authorizer = authorization;
    const query = queryParameters(request.query);
    route.validate({ headers: request.headers, query, pathParameters, body });
    const traceId = traceIdOf(request);
    const failed = (cause: unknown): void => this.#failed(context, cause);
    return route.integration({ request, body, path, query, pathParameters, context, traceId, failed }, this.#backends);
  }

  #failed({ httpMethod, resourcePath }: RequestContext, cause: unknown): void {
    this.#log(`${httpMethod} ${resourcePath}: ${describe(cause)}`);
  }
}

/** Decodes names and values. Anything but percent-encoded UTF-8 stays unchanged. */
function queryParameters(query: string): Map<string, string[]> {
  const parameters = new Map<string, string[]>();
  for (const { name, text: pair } of splitQuery(query)) {
    const key = decodeParameter(name);
    parameters.set(key, [...(parameters.get(key) ?? []), decodeParameter(pair.slice(name.length + 1))]);
  }
  return parameters;
}

function decodeParameter(text: string): string {
  return decode(text.replaceAll('+', ' ')) ?? text;
}

function forbidden(): Answer {
  const headers = [
    ['x-amzn-ErrorType', 'ForbiddenException'],
    ['Content-Type', 'application/json'],
  ] as const;
  return { status: 403, headers: [...headers], body: Buffer.from('{"message":"Forbidden"}') };
}

function text(status: number, body: string): Answer {
  return { status, headers: [['Content-Type', 'text; charset=utf-8']], body: Buffer.from(body) };
}

function describe(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
}
