/** Whether a JSON value is an object, and not null or a list. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parses JSON text. For invalid text, `otherwise` returns the value or throws. */
export function fromJson(text: string, otherwise: (error: string) => unknown): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return otherwise((error as Error).message);
  }
}
