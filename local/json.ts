// TypeScript does not know these parts of JSON yet.
const { parse, rawJSON } = JSON as unknown as {
  parse(text: string, reviver: (key: string, value: unknown, context: { source: string }) => unknown): unknown;
  rawJSON(text: string): unknown;
};

/** A number that JavaScript would write differently from how it was sent, such as 1.10. It counts as the nearest double. */
export class ExactNumber extends Number {
  readonly #digits: string;

  constructor(digits: bigint | string) {
    super(digits);
    this.#digits = String(digits);
  }

  override toString(): string {
    return this.#digits;
  }

  toJSON(): unknown {
    return rawJSON(this.#digits);
  }
}

/** Parses JSON. JSON.stringify writes its numbers as they were sent. Throws a SyntaxError for another text. */
export function parseJson(text: string): unknown {
  const parsed = JSON.parse(text) as unknown;
  // Most texts are written like this, and a reviver takes several times as long.
  if (JSON.stringify(parsed) === text) return parsed;
  return parse(text, (_, value, { source }) =>
    typeof value === 'number' && String(value) !== source ? new ExactNumber(source) : value,
  );
}

/** Parses JSON as parseJson does. For invalid text, `otherwise` returns the value or throws. */
export function fromJson(text: string, otherwise: (error: string) => unknown): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    return otherwise((error as Error).message);
  }
}

export const isNumber = (value: unknown): value is number | ExactNumber =>
  typeof value === 'number' || value instanceof ExactNumber;

/** Whether a JSON value is an object, and not null or a list. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isNumber(value);

/** A copy of a JSON value in which `change` has replaced each text, but not the names of members. */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map(element => mapTexts(element, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mapTexts(each, change)]));
}

/** A copy whose numbers are all doubles, for what compares them. */
export const asDoubles = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
