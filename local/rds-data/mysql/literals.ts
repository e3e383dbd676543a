import type { Parameter } from '../parameters.ts';

/** A parameter's value as a MySQL literal. Texts are hexadecimal, so that no quote can end them in any SQL mode. */
export function literal({ value, hint }: Parameter): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'bigint') return signed(String(value));
  // The exponent makes it a DOUBLE; without one it would be a DECIMAL.
  if (typeof value === 'number') return signed(value.toExponential());
  if (Buffer.isBuffer(value)) return `_binary X'${value.toString('hex')}'`;
  // readParameters has checked the form of these: digits and a few signs.
  if (hint === 'DECIMAL') return signed(value);
  if (hint === 'DATE' || hint === 'TIME' || hint === 'TIMESTAMP') return `${hint}'${value}'`;
  return `_utf8mb4 X'${Buffer.from(value).toString('hex')}'`;
}

/** In parentheses, because two minus signs would begin a comment. */
const signed = (number: string) => (/^[+-]/.test(number) ? `(${number})` : number);
