import { isObject } from '../json.ts';

/** Whether a JSON value satisfies a schema. */
export type Check = (value: unknown) => boolean;

type Stop = (detail: string) => never;
type Schema = Record<string, unknown>;

const isNumber = (value: unknown): value is number => typeof value === 'number';
const characters = (text: string): number => [...text].length;

const typeChecks: Record<string, Check> = {
  array: Array.isArray,
  boolean: value => typeof value === 'boolean',
  integer: Number.isInteger,
  null: value => value === null,
  number: isNumber,
  object: isObject,
  string: value => typeof value === 'string',
};

type Keyword = (argument: unknown, compile: (schema: unknown) => Check, schema: Schema) => Check;

/** Keywords by what they say of a value; a keyword says nothing of values of another type than its own. */
const keywords: Record<string, Keyword> = {
  type: argument => {
    const checks = [argument].flat().map(type => typeChecks[String(type)]);
    return value => checks.some(check => check?.(value));
  },
  enum: argument => {
    const allowed = (argument as unknown[]).map(member => JSON.stringify(member));
    return value => allowed.includes(JSON.stringify(value));
  },
  properties: (argument, compile) => {
    const checks = Object.entries(argument as Schema).map(([name, schema]) => [name, compile(schema)] as const);
    return value =>
      !isObject(value) || checks.every(([name, check]) => !Object.hasOwn(value, name) || check(value[name]));
  },
  additionalProperties: (argument, compile, schema) => {
    const named = Object.keys((schema.properties ?? {}) as Schema);
    const check = typeof argument === 'boolean' ? () => argument : compile(argument);
    return value =>
      !isObject(value) || Object.entries(value).every(([name, member]) => named.includes(name) || check(member));
  },
  required: argument => value => !isObject(value) || (argument as string[]).every(name => Object.hasOwn(value, name)),
  items: (argument, compile) => {
    const check = compile(argument);
    return value => !Array.isArray(value) || value.every(check);
  },
  minLength: argument => value => typeof value !== 'string' || characters(value) >= Number(argument),
  maxLength: argument => value => typeof value !== 'string' || characters(value) <= Number(argument),
  pattern: argument => {
    const expression = new RegExp(String(argument), 'u');
    return value => typeof value !== 'string' || expression.test(value);
  },
  minimum: argument => value => !isNumber(value) || value >= Number(argument),
  maximum: argument => value => !isNumber(value) || value <= Number(argument),
};

const annotations = ['$schema', 'default', 'description', 'title'];

/**
 * Compiles a JSON schema (draft 4, as API Gateway's models) with the keywords above; calls `stop` for any other.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function compileSchema(schema: unknown, stop: Stop): Check {
  const compile = (part: unknown): Check => {
    const object = isObject(part) ? part : stop('must be a JSON schema');
    const said = Object.entries(object).filter(([keyword]) => !annotations.includes(keyword));
    const checks = said.map(([keyword, argument]) => {
      const known = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
      return known?.(argument, compile, object) ?? stop(`uses the keyword ${keyword}, which the runner does not know`);
    });
    return value => checks.every(check => check(value));
  };
  return compile(typeof schema === 'string' ? JSON.parse(schema) : schema);
}
