import { headerOf } from '../http.ts';
import type { Header } from '../http.ts';

/** The media type of a body, without parameters; API Gateway takes a body without one for JSON. */
export function mediaTypeOf(headers: readonly Header[]): string {
  return headerOf(headers, 'content-type')?.split(';', 1)[0]?.trim().toLowerCase() || 'application/json';
}

/**
 * Whether a binary media type of the API is the body's media type, or the first of an `Accept` header.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
 */
export function isBinary(binaryMediaTypes: readonly string[], header = '*/*'): boolean {
  const type = header.split(/[,;]/, 1)[0]?.trim().toLowerCase() ?? '';
  const family = `${type.split('/', 1)[0]}/*`;
  return binaryMediaTypes.some(binary => binary === '*/*' || binary === type || binary === family);
}
