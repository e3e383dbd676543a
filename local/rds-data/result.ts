import { unsupportedResult } from './errors.ts';
import { rawNumber, type RawJson } from './json.ts';

/** A value as the Data API answers it: one member says which kind it is. */
export type Field =
  | { isNull: true }
  | { booleanValue: boolean }
  | { longValue: RawJson }
  | { doubleValue: number }
  | { stringValue: string }
  | { blobValue: string };

/** https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ColumnMetadata.html */
export interface ColumnMetadata {
  arrayBaseColumnType: number;
  isAutoIncrement: boolean;
  isCaseSensitive: boolean;
  isCurrency: boolean;
  isSigned: boolean;
  label: string;
  name: string;
  nullable: number;
  precision: number;
  scale: number;
  schemaName: string;
  tableName: string;
  /** As JDBC numbers the types. */
  type: number;
  typeName: string;
}

/** What a statement did that gives no rows. */
export interface Changes {
  updated: number;
  generated: Field[];
}

export const nullField: Field = { isNull: true };

/** A whole number; one that 64 bits with a sign do not hold is given as text. */
export function longField(value: bigint | string): Field {
  const exact = BigInt(value);
  return BigInt.asIntN(64, exact) === exact ? { longValue: rawNumber(exact) } : { stringValue: String(exact) };
}

/** JSON has no number that is none or infinite. */
export const doubleField = (value: number): Field =>
  Number.isFinite(value) ? { doubleValue: value } : { stringValue: String(value) };

export const blobField = (bytes: Uint8Array): Field => ({ blobValue: Buffer.from(bytes).toString('base64') });

/** What an answer may have: 1 MiB of what the engine sends, which is 2 bytes for a row and 4 for each of its fields. */
const mostBytes = 1024 * 1024;

/** The rows that a statement gives. They may be more than the Data API answers. */
export class Rows {
  readonly columns: ColumnMetadata[];
  readonly records: Field[][] = [];
  #bytes = 0;

  constructor(columns: ColumnMetadata[]) {
    this.columns = columns;
  }

  /** Whether no more is answered; more rows are then neither needed nor kept. */
  get isTooLarge(): boolean {
    return this.#bytes > mostBytes;
  }

  add(record: Field[]): void {
    this.#bytes += record.reduce((sum, field) => sum + 4 + bytesOf(field), 2);
    if (!this.isTooLarge) this.records.push(record);
  }

  /** Throws what the Data API does where they are more than it answers. */
  checked(): this {
    if (this.isTooLarge) throw unsupportedResult('The result exceeds the size limit 1 MB.');
    return this;
  }
}

function bytesOf(field: Field): number {
  if ('isNull' in field) return 0;
  if ('booleanValue' in field) return 1;
  if ('longValue' in field) return field.longValue.rawJSON.length;
  if ('doubleValue' in field) return String(field.doubleValue).length;
  return 'stringValue' in field ? Buffer.byteLength(field.stringValue) : Buffer.byteLength(field.blobValue, 'base64');
}
