import { AwsError } from '../endpoint/error.ts';

// JSON with 64-bit whole numbers. A JavaScript number holds 53 bits (https://tc39.es/proposal-json-parse-with-source/).

/** A number that JSON.stringify writes digit for digit. */
export interface RawJson {
  readonly rawJSON: string;
}

interface JsonWithSource {
  rawJSON(text: string): RawJson;
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
}

const json = JSON as unknown as JsonWithSource;

export const rawNumber = (value: bigint | string): RawJson => json.rawJSON(String(value));

/** Parses JSON. Whole numbers beyond 53 bits become bigints. */
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
