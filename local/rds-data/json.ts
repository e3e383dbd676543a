import { AwsError } from '../endpoint/error.ts';

/*
 * JSON whose whole numbers have 64 bits, of which a number of JavaScript holds 53
 * (https://tc39.es/proposal-json-parse-with-source/).
 */

/** A number that JSON.stringify writes as it is. */
export interface RawJson {
  readonly rawJSON: string;
}

interface JsonWithSource {
  rawJSON(text: string): RawJson;
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
}

const json = JSON as unknown as JsonWithSource;

export const rawNumber = (value: bigint | string): RawJson => json.rawJSON(String(value));

/** Reads JSON, with bigints for the whole numbers that a number would not hold. */
export function parseJson(text: string): unknown {
  try {
    return json.parse(text, (_, value, { source }) =>
      typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source ?? '')
        ? BigInt(source!)
        : value,
    );
  } catch {
    throw new AwsError('SerializationException', 'The request body is not JSON');
  }
}
