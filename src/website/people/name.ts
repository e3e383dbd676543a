/** The longest name that the API takes, in UTF-16 units: what both JavaScript and .NET count. */
const MAX_NAME = 100;

const NOT_IN_A_LINE = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** What is wrong with a name, in a sentence for whoever entered it; undefined if nothing is. */
export function problemWithName(entered: string): string | undefined {
  const name = entered.trim();
  if (name === '') return 'Enter a name.';
  if (name.length > MAX_NAME) return `Use at most ${MAX_NAME} characters: it has ${name.length}.`;
  return NOT_IN_A_LINE.test(name) ? 'Use one line, without tabs or other control characters.' : undefined;
}
