import { Input } from '../aws/input.ts';
import { AwsError } from '../aws/error.ts';
import { isObject } from '../json.ts';
import { invalid } from './errors.ts';
import type { Placeholder } from './statement.ts';

/** A whole number is a bigint, any other a number. */
export type SqlValue = null | boolean | bigint | number | string | Buffer;

const typeHints = ['DATE', 'DECIMAL', 'JSON', 'TIME', 'TIMESTAMP', 'UUID'] as const;
export type TypeHint = typeof typeHints[number];

export interface Parameter {
  value: SqlValue;
  /** What a text stands for, whose form it then has. */
  hint?: TypeHint;
}

export type Parameters = Map<string, Parameter>;

/** https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_SqlParameter.html */
const forms: Partial<Record<TypeHint, RegExp>> = {
  DATE: /^\d{4}-\d\d-\d\d$/,
  DECIMAL: /^[+-]?(?:\d+\.?\d*|\.\d+)$/,
  TIME: /^\d\d:\d\d:\d\d(?:\.\d{1,6})?$/,
  TIMESTAMP: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?$/,
  UUID: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
};

/** Reads SqlParameters, of which there must be one for each name in the statement. */
export function readParameters(values: unknown[], placeholders: Placeholder[]): Parameters {
  const parameters: Parameters = new Map();
  values.forEach((each, i) => {
    const input = new Input(each, `parameters.${i + 1}.member`);
    const name = input.text('name', { max: Infinity });
    if (parameters.has(name)) throw invalid(`The parameter ${name} is given twice.`);
    parameters.set(name, readParameter(input, name));
  });
  const missing = placeholders.find(({ name }) => !parameters.has(name));
  if (missing) throw invalid(`Cannot find parameter: ${missing.name}`);
  return parameters;
}

function readParameter(input: Input, name: string): Parameter {
  const value = readValue(input.raw('value'), name);
  if (!input.has('typeHint')) return { value };
  const hint = input.oneOf('typeHint', typeHints, 'JSON');
  if (value === null) return { value };
  if (typeof value !== 'string') throw invalid(`The parameter ${name} has a typeHint, and so must be a string.`);
  if (forms[hint]?.test(value) === false) throw invalid(`The parameter ${name} is no ${hint}: ${value.slice(0, 100)}`);
  return { value, hint };
}

function readValue(field: unknown, name: string): SqlValue {
  if (!isObject(field)) throw new AwsError('SerializationException', `The parameter ${name} must have a value.`);
  const members = Object.entries(field).filter(([, value]) => value !== null);
  const [member, value] = members.length === 1 ? members[0]! : [];
  switch (member) {
    case 'isNull': if (value === true) return null; break;
    case 'booleanValue': if (typeof value === 'boolean') return value; break;
    case 'longValue': if (isLong(value)) return BigInt(value); break;
    case 'doubleValue': if (typeof value === 'number' || typeof value === 'bigint') return Number(value); break;
    case 'stringValue': if (typeof value === 'string') return value; break;
    case 'blobValue': if (isBase64(value)) return Buffer.from(value, 'base64'); break;
    case 'arrayValue': throw invalid('Array parameters are not supported.');
  }
  throw invalid(`The parameter ${name} must have one value, which is of its member's type.`);
}

const isLong = (value: unknown): value is number | bigint =>
  Number.isSafeInteger(value) || typeof value === 'bigint' && BigInt.asIntN(64, value) === value;

const isBase64 = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9+/]*={0,2}$/.test(value) && value.length % 4 === 0;
