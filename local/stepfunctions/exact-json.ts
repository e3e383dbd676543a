/** A number with more digits than a double holds. It is compared as the nearest double, and written as it was read. */
class ExactNumber extends Number {
  readonly #digits: string;

  constructor(digits: string) {
    super(digits);
    this.#digits = digits;
  }

  toJSON(): unknown {
    return rawJSON(this.#digits);
  }
}

// TypeScript does not declare these members of JSON yet.
const { parse, rawJSON } = JSON as unknown as {
  parse(text: string, reviver: (key: string, value: unknown, context: { source: string }) => unknown): unknown;
  rawJSON(text: string): unknown;
};

/** Parses JSON and keeps all digits of its numbers. Throws a SyntaxError for a text that is not JSON. */
export function parseJson(text: string): unknown {
  return parse(text, (_, value, { source }) =>
    typeof value === 'number' && !isExact(value, source) ? new ExactNumber(source) : value,
  );
}

/** The digits that a double always keeps. */
const isExact = (value: number, source: string) =>
  String(value) === source
  || (Number.isFinite(value) && source.replace(/e.*|\D/gi, '').replace(/^0+/, '').length <= 15);

export const isNumber = (value: unknown): value is number | ExactNumber =>
  typeof value === 'number' || value instanceof ExactNumber;
