import { answerOf, valuesByName, withHeader, type OriginRequest, type OriginServer } from '../http/message.ts';
import { decode, splitQuery } from '../http/target.ts';
import { resourcesOf } from '../stack/resources.ts';
import type { ResolvedStack } from '../stack/types.ts';
import type { Tokens } from './authorizer.ts';
import { contextOf, traceIdOf, type RequestContext } from './context.ts';
import { GatewayError } from './gateway-responses.ts';
import { restApiOf, type RestApi } from './rest-api.ts';
import { routerOf } from './router.ts';
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
export function apiOrigins(stack: ResolvedStack, options: ApiOptions) {
  const apis = new Map(
    resourcesOf(stack, 'AWS::ApiGateway::RestApi').map(resource => [
      resource.ref,
      endpointOf(restApiOf(stack, resource, options.tokens), options),
    ]),
  );
  return (domainName: string): OriginServer | undefined =>
    apis.get(/^([^.]+)\.execute-api\.[\w-]+\.amazonaws\.com(?:\.cn)?$/.exec(domainName)?.[1] ?? '');
}

/** The endpoint of a REST API: routes a request to a method's integration and returns its answer. */
function endpointOf(api: RestApi, { backends, log }: ApiOptions): OriginServer {
  const match = routerOf(api.routes);

  async function answer(request: OriginRequest, body: Uint8Array, path: string, context: RequestContext) {
    const failed = (cause: unknown): void => log(`${context.httpMethod} ${context.resourcePath}: ${described(cause)}`);
    try {
      const found = match(request.method, path);
      if (found === undefined) throw new GatewayError('MISSING_AUTHENTICATION_TOKEN', 'Missing Authentication Token');
      const { route, pathParameters } = found;
      Object.assign(context, { resourceId: route.resourceId, resourcePath: route.resourcePath });
      const authorizer = await route.authorize(request.headers);
      Object.assign(context, authorizer && { authorizer });
      const query = valuesByName(splitQuery(request.query).map(([name, value]) => [decoded(name), decoded(value)]));
      route.validate({ headers: request.headers, query, pathParameters, body });
      const traceId = traceIdOf(request);
      return await route.integration(
        { request, body, path, query, pathParameters, context, traceId, failed },
        backends,
      );
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      if (error.cause !== undefined) failed(error.cause);
      return api.ownAnswer(error, context);
    }
  }

  return {
    async handle(request) {
      const body = await request.body(longestBody);
      const tooLong = `HTTP content length exceeded ${longestBody} bytes.`;
      if (body === undefined) return answerOf(413, { 'Content-Type': 'text; charset=utf-8' }, tooLong);
      const [, stageName = '', below = ''] = /^\/([^/]*)(.*)$/s.exec(request.path) ?? [];
      const stage = api.stages.get(stageName);
      const type = { 'x-amzn-ErrorType': 'ForbiddenException', 'Content-Type': 'application/json' };
      if (stage === undefined) return answerOf(403, type, '{"message":"Forbidden"}');
      const context = contextOf(api.id, stage, request);
      const answered = await answer(request, body, below.replace(/^\/*/, '/'), context);
      const headers = withHeader(answered.headers, 'x-amzn-RequestId', context.requestId);
      return { ...answered, headers: withHeader(headers, 'x-amz-apigw-id', context.extendedRequestId) };
    },
  };
}

/** Decodes a name or a value. Anything but percent-encoded UTF-8 stays unchanged. */
const decoded = (text: string): string => decode(text.replaceAll('+', ' ')) ?? text;

const described = (cause: unknown): string =>
  cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
