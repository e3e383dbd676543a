import Ajv from 'ajv-draft-04';
import { isObject } from '../json.ts';

/** Returns whether a JSON value satisfies a schema. */
export type Check = (value: unknown) => boolean;

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
