import { ExactNumber } from '../json.ts';
import { databaseError, unsupportedResult } from './errors.ts';
import type { ColumnMetadata } from './sql-types.ts';

/** A value in an answer of the Data API. Its one member names its kind. */
export type Field =
  | { isNull: true }
  | { booleanValue: boolean }
  | { longValue: ExactNumber }
  | { doubleValue: number }
  | { stringValue: string }
  | { blobValue: string };

/** The result of a statement that returns no rows. */
export interface Changes {
  updated: number;
  generated: Field[];
}

export const nullField: Field = { isNull: true };

/** A whole number. The Data API refuses one above 64 bits with a sign: https://github.com/aws/aws-sdk-js/issues/2888 */
export function longField(value: bigint | string): Field {
  const exact = BigInt(value);
  if (BigInt.asIntN(64, exact) === exact) return { longValue: new ExactNumber(exact) };
  throw databaseError(`Value '${exact.toLocaleString('en')}' is outside of valid range for type java.lang.Long`);
}

/** NaN and infinity are answered as text, because JSON has neither. */
export const doubleField = (value: number): Field =>
  Number.isFinite(value) ? { doubleValue: value } : { stringValue: String(value) };

/** As MySQL's driver for Java reads TINYINT(1) and BIT(1). */
export const booleanField = (value: number): Field => ({ booleanValue: value === -1 || value > 0 });

export const blobField = (bytes: Uint8Array): Field => ({ blobValue: Buffer.from(bytes).toString('base64') });

/** The Data API's limit for a result: 1 MiB. A row counts 2 bytes, and each field 4 bytes more than its value. */
const mostBytes = 1024 * 1024;

/** The rows of a result. They may exceed the Data API's limit. */
export class Rows {
  columns: ColumnMetadata[] = [];
  readonly records: Field[][] = [];
  #bytes = 0;

  /** Whether the rows exceed the limit. Then no more of them are needed. */
  get isTooLarge(): boolean {
    return this.#bytes > mostBytes;
  }

  add(record: Field[]): void {
    this.#bytes += record.reduce((sum, field) => sum + 4 + bytesOf(field), 2);
    if (!this.isTooLarge) this.records.push(record);
  }

  /** Throws the Data API's error if the rows exceed the limit. */
  checked(): this {
    if (this.isTooLarge) throw unsupportedResult('The result exceeds the size limit 1 MB.');
    return this;
  }
}

function bytesOf(field: Field): number {
  if ('isNull' in field) return 0;
  if ('booleanValue' in field) return 1;
  if ('longValue' in field) return String(field.longValue).length;
  if ('doubleValue' in field) return String(field.doubleValue).length;
  return 'stringValue' in field ? Buffer.byteLength(field.stringValue) : Buffer.byteLength(field.blobValue, 'base64');
}
