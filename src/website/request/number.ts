import { limits } from '../base/contract.ts';
import { Digits } from '../base/json.ts';

/** What stands before the fraction in the reader's language, such as a comma in German. */
export function decimalSign(locale: string): string {
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(0.5);
  return parts.find(({ type }) => type === 'decimal')!.value;
}

const NUMBER = /^([+-]?)([\d.,'’\p{Zs}]+)(e[+-]?\d+)?$/iu;
/** Digits in groups of three, or as in India, by one sign. */
const GROUPED = /^[1-9]\d{0,2}(?:([.,'’\p{Zs}])\d{2,3}(?:\1\d{2,3})*)?$/u;
const LAST_GROUP = /^\d+$|\D\d{3}$/;
/** Either one thousand and something, or a fraction: the reader's language tells. */
const AMBIGUOUS = /^[1-9]\d{0,2}([.,])\d{3}$/;

/**
 * Reads a number in the reader's language. A form that has one meaning only is read in any: 12,5 or 12.5, 1.234,5 or
 * 1,234.5. Undefined if it is no number that the API takes.
 */
export function readNumber(entered: string, decimal: string): Digits | undefined {
  const [, sign, digits, exponent = ''] = NUMBER.exec(entered.trim().replace('−', '-')) ?? [];
  if (digits === undefined) return undefined;
  const at = fractionAt(digits, decimal);
  const whole = wholeOf(digits.slice(0, at));
  const fraction = digits.slice(at + 1);
  if (whole === undefined || !/^\d*$/.test(fraction) || !/\d/.test(digits)) return undefined;
  const text = `${sign === '-' ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}${exponent}`;
  return text.length <= limits.numberLength && Number.isFinite(Number(text)) ? new Digits(text) : undefined;
}

/** Where the sign before the fraction stands; behind the digits if there is none. */
function fractionAt(digits: string, decimal: string): number {
  const signs = digits.replace(/[^.,]/g, '');
  const last = signs.at(-1);
  const alone = last !== undefined && signs.indexOf(last) === signs.length - 1;
  const [, ambiguous] = AMBIGUOUS.exec(digits) ?? [];
  const isFraction = ambiguous === undefined ? alone : ambiguous === decimal;
  return isFraction ? digits.lastIndexOf(last!) : digits.length;
}

/** The digits before the fraction, without what groups them and without zeros in front. */
function wholeOf(text: string): string | undefined {
  const isGrouped = GROUPED.test(text) && LAST_GROUP.test(text);
  return isGrouped || /^\d*$/.test(text) ? text.replace(/\D/g, '').replace(/^0+(?=\d)/, '') || '0' : undefined;
}
