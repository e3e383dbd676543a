import { headerOf, valuesByName, withoutHeaders } from '../http/message.ts';
import { edgeAddress } from './context.ts';
import type { ApiCall } from './types.ts';

/** Headers that functions do not receive. */
const dropped =
  'connection content-length content-md5 expect max-forwards proxy-authenticate server te transfer-encoding trailer'
  + ' upgrade www-authenticate';

/**
 * The event for a function, in version 1.0. Path and path parameters stay percent-encoded, query strings are decoded.
 * `headers` and `queryStringParameters` have only the last value of a name. The format is under
 * "Input format" in https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function eventOf(call: ApiCall): object {
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
