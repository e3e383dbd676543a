import { visible } from '../base/text.ts';
import type { Field, ShownValues } from './request.ts';

/** The values sent to the API: texts, and numbers as numbers. */
export type SentValues = Readonly<Record<string, string | number>>;

/** The digits of a number that stay exact in JavaScript, in JSON and in the API. */
const EXACT = 15;
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** What is wrong with an entry, as a sentence; undefined for a valid one. */
export function problemWith(field: Field, entered: string): string | undefined {
  const text = entered.trim();
  if (text === '') {
    if (!field.required) return undefined;
    return field.type === 'choice' ? 'Choose one of these.' : 'Fill this in: it is required to approve.';
  }
  if (field.type === 'number') return problemWithNumber(text);
  if (field.type === 'choice' && !field.choices.includes(entered)) return 'Choose one of these.';
  const { maxLength } = field;
  if (maxLength !== undefined && text.length > maxLength) {
    return `Use at most ${maxLength} characters: it has ${text.length}.`;
  }
  return matches(field, text) ? undefined : `It does not match the required pattern: ${visible(field.pattern!)}`;
}

function problemWithNumber(text: string): string | undefined {
  if (!NUMBER.test(text) || !Number.isFinite(Number(text))) return 'Enter a number, such as 12 or 0.5.';
  const digits = text.replace(/e.*$/i, '').replace(/\D/g, '').replace(/^0+/, '');
  return digits.length > EXACT ? `Use at most ${EXACT} digits, so that the number stays exact.` : undefined;
}

/** Whether the text matches the pattern. If this browser cannot compile it, the API checks it. */
function matches({ pattern }: Field, text: string): boolean {
  if (pattern === undefined) return true;
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(text);
  } catch (error) {
    if (error instanceof SyntaxError) return true;
    throw error;
  }
}

/** The entries in the API's form, without empty ones. */
export function sentValues(fields: readonly Field[], entered: ReadonlyMap<string, string>): SentValues {
  const values = fields.flatMap((field): [string, string | number][] => {
    const text = entered.get(field.name)?.trim() ?? '';
    if (text === '') return [];
    if (field.type === 'number') return [[field.name, Number(text)]];
    return [[field.name, field.type === 'choice' ? entered.get(field.name)! : text]];
  });
  return Object.fromEntries(values);
}

/** The values under the form's labels. A value whose field no longer exists keeps its name. */
export function labelled(values: ShownValues, fields: readonly Field[]): ShownValues {
  return values.map(([name, value]) => [fields.find(field => field.name === name)?.label ?? name, value]);
}
