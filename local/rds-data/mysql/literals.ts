import type { Parameter } from '../parameters.ts';

/** A parameter's value in a statement of MySQL. Texts are hexadecimal: no mode of the session can end them early. */
export function literal({ value, hint }: Parameter): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'bigint') return signed(String(value));
  // With an exponent it is a DOUBLE, without one a DECIMAL.
  if (typeof value === 'number') return signed(value.toExponential());
  if (Buffer.isBuffer(value)) return `_binary X'${value.toString('hex')}'`;
  // These have nothing but digits and a few signs.
  if (hint === 'DECIMAL') return signed(value);
  if (hint === 'DATE' || hint === 'TIME' || hint === 'TIMESTAMP') return `${hint}'${value}'`;
  return `_utf8mb4 X'${Buffer.from(value).toString('hex')}'`;
}

/** Two minus signs would begin a comment. */
const signed = (number: string) => (/^[+-]/.test(number) ? `(${number})` : number);
