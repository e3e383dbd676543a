import { headerOf, isValid, valuesByName, withoutHeaders, type Answer, type Header } from '../http/message.ts';
import { fromJson, isNumber, isObject } from '../json.ts';
import { resourcesOf } from '../stack/resources.ts';
import type { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { edgeAddress } from './context.ts';
import { GatewayError } from './gateway-responses.ts';
import { inTime } from './in-time.ts';
import type { ApiCall, Integration } from './types.ts';

/** The longest event of a synchronous invocation, in bytes. */
const longestEvent = 6_291_456;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html */
export function lambdaProxyIntegration(stack: ResolvedStack, section: Section, timeout: number): Integration {
  section.only(
    'IntegrationHttpMethod ResponseTransferMode TimeoutInMillis Type Uri',
    'CacheKeyParameters CacheNamespace Credentials IntegrationResponses PassthroughBehavior',
  );
  const { arn, name } = functionOf(stack, section);

  return async (call, { lambda }) => {
    const event = JSON.stringify(eventOf(call));
    if (Buffer.byteLength(event) > longestEvent) throw new GatewayError('REQUEST_TOO_LARGE', 'Request Too Long');
    const result = await inTime(timeout, async () => lambda.invoke(arn, event));
    if (result.functionError !== undefined)
      throw new GatewayError('DEFAULT_5XX', 'Internal server error', `${name} failed: ${summary(result.payload)}`);
    return answerOf(result.payload, call, name);
  };
}

function functionOf(stack: ResolvedStack, section: Section): { arn: string; name: string } {
  const uri = section.text('Uri');
  const path = /^arn:[\w-]+:apigateway:[\w-]+:lambda:path\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(uri);
  const arn = path?.[1] ?? '';
  const name = arn.slice(arn.lastIndexOf(':') + 1);
  if (!resourcesOf(stack, 'AWS::Lambda::Function').some(({ ref }) => ref === name))
    section.stop('Uri', `is not a function of this stack: ${uri}`);
  return { arn, name };
}

/** Lambda's description of a failure, without the stack trace. */
function summary(payload: string): string {
  const error = fromJson(payload, () => undefined);
  if (!isObject(error)) return 'with an error that is not JSON';
  return [error.errorType, error.errorMessage].filter(part => typeof part === 'string').join(': ');
}

/** Headers that functions do not receive. */
const dropped =
  'connection content-length content-md5 expect max-forwards proxy-authenticate server te transfer-encoding trailer'
  + ' upgrade www-authenticate';

/**
 * The event for a function, in version 1.0. Path and path parameters stay percent-encoded, query strings are decoded.
 * `headers` and `queryStringParameters` have only the last value of a name. The format is under
 * "Input format" in https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
function eventOf(call: ApiCall): object {
  const headers = eventHeaders(call);
  return {
    resource: call.context.resourcePath,
    path: call.path,
    httpMethod: call.request.method,
    headers: lastValues(headers),
    multiValueHeaders: objectOrNull(headers),
    queryStringParameters: lastValues(call.query),
    multiValueQueryStringParameters: objectOrNull(call.query),
    pathParameters: objectOrNull(new Map(Object.entries(call.pathParameters))),
    stageVariables: null,
    requestContext: call.context,
    body: call.body.length === 0 ? null : Buffer.from(call.body).toString(),
    isBase64Encoded: false,
  };
}

function eventHeaders({ request, traceId }: ApiCall): Map<string, string[]> {
  const forwardedFor = headerOf(request.headers, 'x-forwarded-for');
  const own = {
    'X-Amzn-Trace-Id': traceId,
    'X-Forwarded-For': forwardedFor === undefined ? edgeAddress : `${forwardedFor}, ${edgeAddress}`,
    // On AWS, CloudFront always calls the API by HTTPS.
    'X-Forwarded-Port': '443',
    'X-Forwarded-Proto': 'https',
  };
  const sent = withoutHeaders(request.headers, ...dropped.split(' '), ...Object.keys(own));
  return valuesByName([...sent, ...Object.entries(own)], name => name.toLowerCase());
}

const lastValues = (values: ReadonlyMap<string, readonly string[]>): object | null =>
  objectOrNull(new Map([...values].map(([name, all]) => [name, all.at(-1)])));

const objectOrNull = (values: ReadonlyMap<string, unknown>): object | null =>
  values.size === 0 ? null : Object.fromEntries(values);

/** The members that a function may return. */
const members = ['body', 'headers', 'isBase64Encoded', 'multiValueHeaders', 'statusCode'];

/** API Gateway sets these itself, and passes a function's on under another name. */
const remapped = ['connection', 'content-length', 'date', 'server'];

/**
 * The HTTP answer for a function's result. Throws a GatewayError (502) for a malformed one. The format is under
 * "Output format" in https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
function answerOf(payload: string, call: ApiCall, functionName: string): Answer {
  const malformed = (what: string): never => {
    throw new GatewayError('DEFAULT_5XX', 'Internal server error', `malformed answer of ${functionName}: ${what}`);
  };
  const result = fromJson(payload, () => undefined);
  if (!isObject(result)) return malformed('not a JSON object');
  const unknown = Object.keys(result).find(name => !members.includes(name));
  if (unknown !== undefined) return malformed(`unknown member ${JSON.stringify(unknown)}`);

  const status = Number(result.statusCode ?? 200);
  if (!Number.isInteger(status) || status < 200 || status > 599) return malformed('statusCode is not an HTTP status');
  const body = result.body ?? '';
  if (typeof body !== 'string') return malformed('body is not a string');
  const multiple = result.multiValueHeaders ?? {};
  const single = result.headers ?? {};
  if (!isObject(single) || !isObject(multiple)) return malformed('headers is not an object');

  let headers: Header[] = [
    ['Content-Type', 'application/json'],
    ['X-Amzn-Trace-Id', call.traceId],
  ];
  const lists = Object.entries(single).map(([name, value]): [string, unknown] => [name, [value]]);
  for (const [name, values] of [...lists, ...Object.entries(multiple)]) {
    if (!Array.isArray(values)) return malformed(`multiValueHeaders has no list for ${JSON.stringify(name)}`);
    if (name.toLowerCase() === 'transfer-encoding') continue;
    const key = remapped.includes(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name;
    const isPlain = values.every(value => isScalar(value) && isValid(key, String(value)));
    if (!isPlain) return malformed(`invalid header ${JSON.stringify(name)}`);
    headers = [...withoutHeaders(headers, key), ...values.map((value): Header => [key, String(value)])];
  }
  // An answer in base64 stays in base64, because the API has no binary media types.
  return { status, headers, body: Buffer.from(body) };
}

const isScalar = (value: unknown): boolean => isNumber(value) || ['string', 'boolean'].includes(typeof value);
