import Ajv from 'ajv-draft-04';
import { isObject } from '../json.ts';

/** Whether a JSON value satisfies a schema. */
export type Check = (value: unknown) => boolean;

/**
 * Compiles a JSON schema (draft 4, as API Gateway's models); calls `stop` for one that cannot be compiled.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function compileSchema(schema: unknown, stop: (detail: string) => never): Check {
  const given: unknown = typeof schema === 'string' ? JSON.parse(schema) : schema;
  const object = isObject(given) ? given : stop('must be a JSON schema');
  try {
    // Strict: an unknown keyword is an error. A keyword may stand without the type or property that it is about.
    const ajv = new Ajv.default({ strict: true, strictTypes: false, strictRequired: false, ownProperties: true });
    return ajv.compile(object);
  } catch (error) {
    return stop(`is a JSON schema that the runner does not know: ${(error as Error).message}`);
  }
}
