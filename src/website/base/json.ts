/** What a reviver is told besides key and value, in browsers of 2025 and later. */
interface Source {
  readonly source?: string;
}

/**
 * Parses JSON for display. A number that JavaScript would round or rewrite (a 19-digit id, 1.10) stays text as it was
 * written, since who approves it must see it exactly; older browsers do not hand out the source and show it rounded.
 * Returns undefined for what is not JSON, such as the HTML error page of a proxy.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown, context?: Source) =>
      typeof value === 'number' && context?.source !== undefined && context.source !== String(value)
        ? context.source
        : value,
    );
  } catch {
    // A SyntaxError, or a RangeError for nesting that exhausts the stack: no answer of this API either way.
    return undefined;
  }
}
