import { isValid, withoutHeaders, type Answer, type Header } from '../http/message.ts';
import { fromJson, isNumber, isObject } from '../json.ts';
import { GatewayError } from './gateway-responses.ts';
import type { ApiCall } from './types.ts';

/** The members that a function may return. */
const members = ['body', 'headers', 'isBase64Encoded', 'multiValueHeaders', 'statusCode'];

/** API Gateway sets these itself, and passes a function's on under another name. */
const remapped = ['connection', 'content-length', 'date', 'server'];

/**
 * The HTTP answer for a function's result. Throws a GatewayError (502) for a malformed one. The format is under
 * "Output format" in https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function answerOf(payload: string, call: ApiCall, functionName: string): Answer {
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
