import type { SQLOutputValue, StatementColumnMetadata } from 'node:sqlite';
import { blobField, booleanField, doubleField, longField, nullField, type Field } from '../result.ts';
import { metadataOf, sqlTypes, type ColumnMetadata, type SqlTypeName } from '../sql-types.ts';
import { fixed } from './decimal.ts';

/** A column of an answer, and a reader of its values. It applies the declared type, which SQLite itself ignores. */
export interface SqliteColumn {
  metadata: ColumnMetadata;
  read(value: SQLOutputValue): Field;
}

const otherNames: Record<string, SqlTypeName> = {
  INTEGER: 'INT',
  NUMERIC: 'DECIMAL',
  DEC: 'DECIMAL',
  FIXED: 'DECIMAL',
  REAL: 'DOUBLE',
  BOOL: 'BIT',
  BOOLEAN: 'BIT',
  'DOUBLE PRECISION': 'DOUBLE',
  CHARACTER: 'CHAR',
  'CHARACTER VARYING': 'VARCHAR',
  NCHAR: 'CHAR',
  NVARCHAR: 'VARCHAR',
};

/** `first` is the column's first value: an expression has no other type. */
export function columnOf(
  column: StatementColumnMetadata,
  declaration: { nullable?: number; isAutoIncrement?: boolean },
  first: SQLOutputValue,
): SqliteColumn {
  const declared = typeOf(column.type ?? '');
  const typeName = declared.name ?? typeOfValue(first);
  const { kind } = sqlTypes[typeName];
  const scale = kind === 'decimal' ? (declared.scale ?? 0) : 0;
  const isSized = kind === 'decimal' || ['CHAR', 'VARCHAR', 'BINARY', 'VARBINARY'].includes(typeName);
  const metadata = metadataOf(typeName, {
    label: column.name,
    ...(column.column !== null && { name: column.column }),
    tableName: column.table ?? '',
    ...declaration,
    isUnsigned: declared.isUnsigned,
    ...(isSized && declared.length !== undefined && { precision: declared.length }),
    scale,
  });
  const read = (value: SQLOutputValue): Field => {
    if (value === null) return nullField;
    const isNumber = typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value));
    if (kind === 'decimal' && isNumber) return { stringValue: fixed(value, scale) };
    if (kind === 'boolean' && typeof value === 'bigint') return booleanField(Number(value));
    if (kind === 'double' && isNumber) return doubleField(rounded(Number(value), column.type === null));
    if (kind === 'text' && isNumber) return { stringValue: String(value) };
    return fieldOf(value);
  };
  return { metadata, read };
}

/** Hides the inexact last digits of sums that MySQL would compute as decimals. */
const rounded = (value: number, isExpression: boolean) => (isExpression ? Number(value.toPrecision(15)) : value);

function fieldOf(value: Exclude<SQLOutputValue, null>): Field {
  if (typeof value === 'bigint') return longField(value);
  if (typeof value === 'number') return doubleField(value);
  return typeof value === 'string' ? { stringValue: value } : blobField(value);
}

function typeOfValue(value: SQLOutputValue): SqlTypeName {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return 'VARCHAR';
  return typeof value === 'bigint' ? 'BIGINT' : typeof value === 'number' ? 'DOUBLE' : 'VARBINARY';
}

/** Reads a type such as `DECIMAL(8, 2) UNSIGNED`. */
function typeOf(declared: string) {
  const [, word = '', length, scale] = /^([A-Z][A-Z ]*)?(?:\((\d{1,9})(?:,\s*(\d{1,2}))?\))?/i.exec(declared.trim())!;
  const text = word
    .toUpperCase()
    .replace(/ (?:UN)?SIGNED| ZEROFILL/g, '')
    .trim();
  const known = otherNames[text] ?? (Object.hasOwn(sqlTypes, text) ? (text as SqlTypeName) : undefined);
  return {
    name: known === 'TINYINT' && length === '1' ? ('BIT' as const) : known,
    length: length === undefined ? undefined : Number(length),
    scale: scale === undefined ? undefined : Number(scale),
    isUnsigned: /\bUNSIGNED\b/i.test(declared),
  };
}
