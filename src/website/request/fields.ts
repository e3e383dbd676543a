import { problemOfLine, visible } from '../base/text.ts';
import type { Field, ShownValues } from './request.ts';

/** The values sent to the API: texts, and numbers as numbers. */
export type SentValues = Readonly<Record<string, string | number>>;

/** One type of field: how it is entered, checked and sent. `FieldType.cs` has the API's rules. */
interface FieldType {
  /** The attributes of its input element. Without them it is a list of the choices. */
  readonly input?: Readonly<Record<string, string>>;
  /** What is wrong with an entry that is not blank, as a sentence; undefined for a valid one. */
  problem(entered: string, field: Field): string | undefined;
  /** The entry in the API's form. */
  value(entered: string): string | number;
}

export const types: Readonly<Record<Field['type'], FieldType>> = {
  text: { input: {}, problem: (entered, field) => problemWithText(entered.trim(), field), value: text => text.trim() },
  // Not an input of type number: that drops what it cannot read, and changes with the mouse wheel.
  number: { input: { inputmode: 'decimal' }, problem: entered => problemWithNumber(entered.trim()), value: Number },
  choice: {
    problem: (entered, { choices }) => (choices.includes(entered) ? undefined : 'Choose one of these.'),
    value: entered => entered,
  },
};

function problemWithText(text: string, { maxLength, pattern }: Field): string | undefined {
  if (maxLength !== undefined && text.length > maxLength) {
    return `Use at most ${maxLength} characters: it has ${text.length}.`;
  }
  const odd = problemOfLine(text);
  if (odd !== undefined) return odd;
  if (pattern === undefined || matches(pattern, text)) return undefined;
  return `It does not match the required pattern: ${visible(pattern)}`;
}

/** Whether the text matches, or only the API can tell: `.`, `\d` and `\w` differ in .NET beyond ASCII. */
function matches(pattern: string, text: string): boolean {
  if (/\P{ASCII}/u.test(text)) return true;
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(text);
  } catch (error) {
    if (error instanceof SyntaxError) return true;
    throw error;
  }
}

/** The digits of a number that stay exact in JavaScript, which sends it. */
const EXACT = 15;
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

function problemWithNumber(text: string): string | undefined {
  if (!NUMBER.test(text) || !Number.isFinite(Number(text))) return 'Enter a number, such as 12 or 0.5.';
  const digits = text.replace(/e.*$/i, '').replace(/\D/g, '').replace(/^0+/, '');
  return digits.length > EXACT ? `Use at most ${EXACT} digits, so that the number stays exact.` : undefined;
}

/** What is wrong with an entry, as a sentence; undefined for a valid one. */
export function problemWith(field: Field, entered: string): string | undefined {
  if (entered.trim() !== '') return types[field.type].problem(entered, field);
  return field.required ? 'Fill this in: it is required to approve.' : undefined;
}

/** The entries in the API's form, without blank ones. */
export function sentValues(fields: readonly Field[], entered: ReadonlyMap<string, string>): SentValues {
  const filledIn = fields.filter(({ name }) => (entered.get(name) ?? '').trim() !== '');
  return Object.fromEntries(filledIn.map(({ name, type }) => [name, types[type].value(entered.get(name)!)]));
}

/** The values under the form's labels. A value whose field no longer exists keeps its name. */
export function labelled(values: ShownValues, fields: readonly Field[]): ShownValues {
  return values.map(([name, value]) => [fields.find(field => field.name === name)?.label ?? name, value]);
}
