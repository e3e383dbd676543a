import { limits } from '../base/contract.ts';
import type { Digits } from '../base/json.ts';
import { problemOfLine, visible } from '../base/text.ts';
import { readNumber } from './number.ts';
import type { Field, ShownValues } from './request.ts';

/** The values sent to the API: texts and numbers. */
export type SentValues = Readonly<Record<string, string | Digits>>;

/** One type of field: how it is entered, checked and sent. `FieldType.cs` has the API's rules. */
interface FieldType {
  /** The attributes of its input element. Without them it is a list of the choices. */
  readonly input?: Readonly<Record<string, string>>;
  /** What is wrong with an entry that is not blank, as a sentence; undefined for a valid one. */
  problem(entered: string, field: Field, decimal: string): string | undefined;
  /** The valid entry as the API expects it. */
  value(entered: string, decimal: string): string | Digits;
}

export const types: Readonly<Record<Field['type'], FieldType>> = {
  text: { input: {}, problem: (entered, field) => problemWithText(entered.trim(), field), value: text => text.trim() },
  // Not an input of type number: that drops what it cannot read, and changes with the mouse wheel.
  number: {
    input: { inputmode: 'decimal' },
    problem: (entered, _field, decimal) =>
      readNumber(entered, decimal) === undefined
        ? `Enter a number of at most ${limits.numberLength} characters, such as 12 or 0${decimal}5.`
        : undefined,
    value: (entered, decimal) => readNumber(entered, decimal)!,
  },
  choice: {
    problem: (entered, { choices }) => (choices.includes(entered) ? undefined : 'Choose one of these.'),
    value: entered => entered,
  },
};

/** Only the API checks a pattern: others write it, and in a browser it may run for ever. */
function problemWithText(text: string, { maxLength }: Field): string | undefined {
  if (maxLength !== undefined && text.length > maxLength) {
    return `Use at most ${maxLength} characters: it has ${text.length}.`;
  }
  return problemOfLine(text);
}

/**
 * What is wrong with an entry, as a sentence; undefined for a valid one.
 * @param decimal See `decimalSign`.
 */
export function problemWith(field: Field, entered: string, decimal: string): string | undefined {
  if (entered.trim() !== '') return types[field.type].problem(entered, field, decimal);
  return field.required ? 'Fill this in: it is required to approve.' : undefined;
}

/** The valid entries as the API expects them, without blank ones. */
export function sentValues(
  fields: readonly Field[],
  entered: ReadonlyMap<string, string>,
  decimal: string,
): SentValues {
  const filledIn = fields.filter(({ name }) => (entered.get(name) ?? '').trim() !== '');
  return Object.fromEntries(filledIn.map(({ name, type }) => [name, types[type].value(entered.get(name)!, decimal)]));
}

/** What to enter, as the requester says. Without their words, the pattern. */
export function hintFor({ hint, pattern }: Field): string {
  return visible(hint ?? (pattern === undefined ? '' : `It must match the pattern ${pattern}`));
}

/** What stands beside an entry: its limit, or the number that is read from it if that is written otherwise. */
export function noteOn(field: Field, entered: string, decimal: string): string {
  if (field.type !== 'number') return field.maxLength === undefined ? '' : `At most ${field.maxLength} characters.`;
  const read = readNumber(entered, decimal)?.text;
  return read === undefined || read === entered.trim() ? '' : `It is read as ${read}`;
}

/** The values under the form's labels. A value whose field no longer exists keeps its name. */
export function labelled(values: ShownValues, fields: readonly Field[]): ShownValues {
  return values.map(([name, value]) => [fields.find(field => field.name === name)?.label ?? name, value]);
}
