/** The third argument of a reviver, in browsers since 2025. */
interface Source {
  readonly source?: string;
}

/** A number that JavaScript would write otherwise than it was sent: a 19-digit id, 1.10. Approvers see it exactly. */
export class ExactNumber extends Number {
  readonly #digits: string;

  constructor(digits: string) {
    super(digits);
    this.#digits = digits;
  }

  override toString(): string {
    return this.#digits;
  }

  toJSON(): unknown {
    return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(this.#digits);
  }
}

export const isNumber = (value: unknown): value is number | ExactNumber =>
  typeof value === 'number' || value instanceof ExactNumber;

/**
 * Parses JSON and keeps the digits of its numbers. Older browsers do not provide them and show some numbers rounded.
 * Returns undefined for text that is not JSON, such as a proxy's HTML error page.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown, context?: Source) =>
      typeof value === 'number' && context?.source !== undefined && context.source !== String(value)
        ? new ExactNumber(context.source)
        : value,
    );
  } catch {
    // A SyntaxError, or a RangeError for nesting that overflows the stack. The API sends neither.
    return undefined;
  }
}
