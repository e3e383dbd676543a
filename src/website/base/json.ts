/** The third argument of a reviver, in browsers since 2025. */
interface Source {
  readonly source?: string;
}

/**
 * Parses JSON for display. A number that JavaScript would change (a 19-digit id, 1.10) stays text, because approvers
 * must see it exactly. Older browsers do not provide the source text and show it rounded. Returns undefined for text
 * that is not JSON, such as a proxy's HTML error page.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown, context?: Source) =>
      typeof value === 'number' && context?.source !== undefined && context.source !== String(value)
        ? context.source
        : value,
    );
  } catch {
    // A SyntaxError, or a RangeError for nesting that overflows the stack. The API sends neither.
    return undefined;
  }
}

/** A number as its digits in JSON. JavaScript's own numbers would change them: 1.10, or an id of 19 digits. */
export class Digits {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** The JSON of an object, with the digits of its numbers as they are. */
export function writeJson(value: object): string {
  if (value instanceof Digits) return value.text;
  const members = Object.entries(value).map(([name, member]: [string, unknown]) => {
    const isObject = typeof member === 'object' && member !== null;
    return `${JSON.stringify(name)}:${isObject ? writeJson(member) : JSON.stringify(member)}`;
  });
  return `{${members.join()}}`;
}
