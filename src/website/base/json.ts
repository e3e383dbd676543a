/** The third argument of a reviver, in browsers since 2025. */
interface Source {
  readonly source?: string;
}

/** A number as its digits in JSON. JavaScript's own numbers would change them: 1.10, or an id of 19 digits. */
export class Digits extends Number {
  readonly #text: string;

  constructor(text: string) {
    super(text);
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  override toString(): string {
    return this.#text;
  }

  toJSON(): unknown {
    return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(this.#text);
  }
}

export const isNumber = (value: unknown): value is number | Digits =>
  typeof value === 'number' || value instanceof Digits;

/**
 * Parses JSON and keeps the digits of its numbers. Older browsers do not provide them and show some numbers rounded.
 * Returns undefined for text that is not JSON, such as a proxy's HTML error page.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown, context?: Source) =>
      typeof value === 'number' && context?.source !== undefined && context.source !== String(value)
        ? new Digits(context.source)
        : value,
    );
  } catch {
    // A SyntaxError, or a RangeError for nesting that overflows the stack. The API sends neither.
    return undefined;
  }
}

/** The JSON of an object, with the digits of its numbers as they are, also in browsers without `JSON.rawJSON`. */
export function writeJson(value: object): string {
  if (value instanceof Digits) return value.text;
  const members = Object.entries(value).map(([name, member]: [string, unknown]) => {
    const isObject = typeof member === 'object' && member !== null;
    return `${JSON.stringify(name)}:${isObject ? writeJson(member) : JSON.stringify(member)}`;
  });
  return `{${members.join()}}`;
}
