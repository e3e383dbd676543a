import { headerOf, withHeader, withoutHeaders, type Header } from '../http/message.ts';
import { edgeAddress } from './context.ts';
import type { ApiCall } from './types.ts';

/** Headers that functions do not receive. */
const dropped = [
  'connection',
  'content-length',
  'content-md5',
  'expect',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'transfer-encoding',
  'trailer',
  'upgrade',
  'www-authenticate',
];

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

function eventHeaders(call: ApiCall): Map<string, string[]> {
  const { headers: sent } = call.request;
  const forwardedFor = [headerOf(sent, 'x-forwarded-for'), edgeAddress].filter(part => part !== undefined).join(', ');
  let headers: readonly Header[] = withoutHeaders(sent, ...dropped);
  headers = withHeader(headers, 'X-Amzn-Trace-Id', call.traceId);
  headers = withHeader(headers, 'X-Forwarded-For', forwardedFor);
  // On AWS, CloudFront always calls the API by HTTPS.
  headers = withHeader(headers, 'X-Forwarded-Port', '443');
  headers = withHeader(headers, 'X-Forwarded-Proto', 'https');

  const values = new Map<string, string[]>();
  const spelling = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = spelling.get(name.toLowerCase()) ?? name;
    spelling.set(name.toLowerCase(), key);
    values.set(key, [...(values.get(key) ?? []), value]);
  }
  return values;
}

function lastValues(values: ReadonlyMap<string, readonly string[]>): object | null {
  return objectOrNull(new Map([...values].map(([name, all]) => [name, all.at(-1)])));
}

function objectOrNull(values: ReadonlyMap<string, unknown>): object | null {
  return values.size === 0 ? null : Object.fromEntries(values);
}
