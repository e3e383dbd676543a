import type { ExactNumber } from '../json.ts';
import { invalid } from './errors.ts';
import type { Placeholder } from './statement.ts';

/** A whole number is a bigint, any other a number. */
type SqlValue = null | boolean | bigint | number | string | Buffer;

type TypeHint = 'DATE' | 'DECIMAL' | 'JSON' | 'TIME' | 'TIMESTAMP' | 'UUID';

export interface SqlParameter {
  name: string;
  value: GivenField;
  typeHint?: TypeHint;
}

interface GivenField {
  isNull?: boolean;
  booleanValue?: boolean;
  longValue?: number | ExactNumber;
  doubleValue?: number | ExactNumber;
  stringValue?: string;
  /** Base64. */
  blobValue?: string;
  arrayValue?: object;
}

export interface Parameter {
  value: SqlValue;
  /** The type that a text stands for. Its form has been checked. */
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

/** Reads a request's parameters. Every placeholder of the statement needs one. */
export function readParameters(given: SqlParameter[], placeholders: Placeholder[]): Parameters {
  const parameters: Parameters = new Map();
  for (const parameter of given) {
    const { name } = parameter;
    if (parameters.has(name)) throw invalid(`The parameter ${name} is given twice.`);
    parameters.set(name, readParameter(parameter));
  }
  const missing = placeholders.find(({ name }) => !parameters.has(name));
  if (missing) throw invalid(`Cannot find parameter: ${missing.name}`);
  return parameters;
}

function readParameter({ name, value: given, typeHint: hint }: SqlParameter): Parameter {
  const value = readValue(given, name);
  if (hint === undefined || value === null) return { value };
  if (typeof value !== 'string') throw invalid(`The parameter ${name} has a typeHint, and so must be a string.`);
  if (forms[hint]?.test(value) === false)
    throw invalid(`The parameter ${name} is not a ${hint}: ${value.slice(0, 100)}`);
  return { value, hint };
}

function readValue(field: GivenField, name: string): SqlValue {
  const { isNull, longValue, doubleValue, blobValue, arrayValue, ...others } = field;
  if (Object.keys(field).length !== 1 || isNull === false) throw invalid(`The parameter ${name} must have one value.`);
  if (isNull) return null;
  if (arrayValue) throw invalid('Array parameters are not supported.');
  if (longValue !== undefined) return BigInt(String(longValue));
  if (doubleValue !== undefined) return Number(doubleValue);
  if (blobValue !== undefined) return Buffer.from(blobValue, 'base64');
  return others.booleanValue ?? others.stringValue!;
}
