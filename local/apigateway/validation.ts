import Ajv from 'ajv-draft-04';
import { headerOf, type Header } from '../http/message.ts';
import { asDoubles, fromJson, isObject } from '../json.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { GatewayError } from './gateway-responses.ts';

/** The parts of a request that API Gateway can validate. */
interface Validated {
  headers: readonly Header[];
  query: ReadonlyMap<string, readonly string[]>;
  pathParameters: Record<string, string>;
  body: Uint8Array;
}

/** Throws a GatewayError for a request that the method's validator refuses. */
export type Validator = (request: Validated) => void;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html */
export function validatorOf(stack: ResolvedStack, method: Section): Validator {
  const id = method.optionalText('RequestValidatorId');
  if (id === undefined) return () => {};
  const resource = resourcesOf(stack, 'AWS::ApiGateway::RequestValidator').find(({ ref }) => ref === id);
  if (resource === undefined) return method.stop('RequestValidatorId', `names no validator of this stack: ${id}`);
  const validator = new Section(resource);
  validator.only(['RestApiId', 'ValidateRequestBody', 'ValidateRequestParameters'], ['Name']);
  const required = validator.flag('ValidateRequestParameters') ? requiredParameters(method) : [];
  const models = validator.flag('ValidateRequestBody') ? modelsOf(stack, method) : new Map<string, Check>();
  return request => {
    const missing = required.filter(({ isIn }) => !isIn(request)).map(({ name }) => name);
    if (missing.length > 0)
      throw new GatewayError('BAD_REQUEST_PARAMETERS', `Missing required request parameters: [${missing.join(', ')}]`);
    const check = models.get(mediaTypeOf(request.headers)) ?? models.get('$default');
    if (check !== undefined && !isValidBody(request.body, check))
      throw new GatewayError('BAD_REQUEST_BODY', 'Invalid request body');
  };
}

/** By place: whether a request has a parameter. */
const places: Record<string, (request: Validated, name: string) => boolean> = {
  header: ({ headers }, name) => Boolean(headerOf(headers, name)),
  path: ({ pathParameters }, name) => Boolean(pathParameters[name]),
  querystring: ({ query }, name) => query.get(name)?.some(Boolean) ?? false,
};

function requiredParameters(method: Section) {
  const parameters = [...method.map('RequestParameters')].sort(([a], [b]) => (a < b ? -1 : 1));
  return parameters.flatMap(([key, required]) => {
    const [, place, name] = /^method\.request\.(header|path|querystring)\.(.+)$/.exec(key) ?? [];
    if (name === undefined) return method.stop('RequestParameters', `names ${key}, which the runner does not support`);
    return required === 'true' ? [{ name, isIn: (request: Validated) => places[place!]!(request, name) }] : [];
  });
}

/** The models' checks by content type. */
function modelsOf(stack: ResolvedStack, method: Section): Map<string, Check> {
  const apiId = method.text('RestApiId');
  const models = resourcesOf(stack, 'AWS::ApiGateway::Model').filter(model => model.properties.RestApiId === apiId);
  const checkOf = (name: string): Check => {
    const model = models.find(({ ref }) => ref === name);
    if (model !== undefined) {
      const section = new Section(model);
      return compileSchema(section.raw('Schema'), detail => section.stop('Schema', detail));
    }
    const schema = builtInModels.get(name) ?? method.stop('RequestModels', `names no model of this stack: ${name}`);
    return compileSchema(schema, detail => method.stop('RequestModels', detail));
  };
  return new Map([...method.map('RequestModels')].map(([type, name]) => [type.toLowerCase(), checkOf(name)]));
}

/** Models that every API has without a resource. */
const builtInModels = new Map<string, object>([
  ['Empty', { type: 'object' }],
  ['Error', { type: 'object', properties: { message: { type: 'string' } } }],
]);

/** The media type of a body, without parameters. API Gateway's default is JSON. */
export function mediaTypeOf(headers: readonly Header[]): string {
  return headerOf(headers, 'content-type')?.split(';', 1)[0]?.trim().toLowerCase() || 'application/json';
}

/** A request without a body is checked as if it were an empty object. */
function isValidBody(body: Uint8Array, check: Check): boolean {
  const value = fromJson(body.length === 0 ? '{}' : Buffer.from(body).toString(), () => undefined);
  return value !== undefined && check(asDoubles(value));
}

/** Returns whether a JSON value satisfies a schema. */
type Check = (value: unknown) => boolean;

/**
 * Compiles a JSON schema (draft 4, as API Gateway's models). Calls `stop` for one that cannot be compiled.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function compileSchema(schema: unknown, stop: (detail: string) => never): Check {
  const given: unknown = typeof schema === 'string' ? JSON.parse(schema) : schema;
  const object = isObject(given) ? given : stop('must be a JSON schema');
  try {
    // Strict: an unknown keyword is an error. A keyword needs no matching `type` or `properties`.
    const ajv = new Ajv.default({ strict: true, strictTypes: false, strictRequired: false, ownProperties: true });
    return ajv.compile(object);
  } catch (error) {
    return stop(`is a JSON schema that the runner does not support: ${(error as Error).message}`);
  }
}
