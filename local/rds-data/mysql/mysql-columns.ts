import type { FieldPacket } from 'mysql2';
import { unsupportedResult } from '../errors.ts';
import { blobField, booleanField, doubleField, longField, nullField, type Field } from '../result.ts';
import { metadataOf, sqlTypes, type ColumnMetadata, type SqlTypeName } from '../sql-types.ts';

/** Flags of a column definition in the MySQL protocol. */
const flags = { notNull: 1, unsigned: 32, binary: 128, enum: 256, autoIncrement: 512, set: 2048 };
const binaryCharset = 63;
/** The server sends texts as utf8mb4, and counts their lengths in bytes. */
const bytesOfCharacter = 4;

/** Type names by the protocol's numbers, which begin at 0. */
const names: Record<number, SqlTypeName> = {
  ...(['DECIMAL', 'TINYINT', 'SMALLINT', 'INT', 'FLOAT', 'DOUBLE', 'NULL', 'TIMESTAMP', 'BIGINT'] as const),
  ...{ 9: 'MEDIUMINT', 10: 'DATE', 11: 'TIME', 12: 'DATETIME', 13: 'YEAR', 14: 'DATE', 16: 'BIT' },
  ...{ 242: 'VECTOR', 245: 'JSON', 246: 'DECIMAL', 255: 'GEOMETRY' },
};

/** A column of an answer, and a reader of its values, which the server sends as bytes, most of them text. */
export interface MysqlColumn {
  metadata: ColumnMetadata;
  read(value: Buffer | null): Field;
}

export function columnOf(packet: FieldPacket): MysqlColumn {
  const typeName = typeNameOf(packet);
  const { kind } = sqlTypes[typeName];
  if (kind === 'unsupported') throw unsupportedResult(`The result contains the unsupported data type ${typeName}.`);
  const has = (flag: number) => (Number(packet.flags) & flag) !== 0;
  const length = packet.columnLength ?? 0;
  // 31 means that the number of decimals is not fixed.
  const scale = packet.decimals < 31 ? packet.decimals : 0;
  const precision =
    kind === 'decimal'
      ? length - (has(flags.unsigned) ? 0 : 1) - (scale > 0 ? 1 : 0)
      : ['CHAR', 'VARCHAR'].includes(typeName)
        ? length / bytesOfCharacter
        : ['BIT', 'BINARY', 'VARBINARY'].includes(typeName)
          ? length
          : undefined;
  const metadata = metadataOf(typeName, {
    label: packet.name,
    ...(packet.orgName && { name: packet.orgName }),
    tableName: packet.orgTable,
    nullable: has(flags.notNull) ? 0 : 1,
    isAutoIncrement: has(flags.autoIncrement),
    isCaseSensitive: kind === 'text' && has(flags.binary) && isText(packet),
    isUnsigned: has(flags.unsigned),
    ...(precision !== undefined && { precision }),
    scale: kind === 'decimal' ? scale : 0,
  });
  // A BIT column of more than one bit is answered as bytes.
  const read = typeName === 'BIT' && length > 1 ? blobField : readers[kind];
  return { metadata, read: value => (value === null ? nullField : read(value)) };
}

const isText = ({ characterSet }: FieldPacket): boolean => characterSet !== binaryCharset;

function typeNameOf(packet: FieldPacket): SqlTypeName {
  const { columnType = 253, columnLength = 0, extendedFormat } = packet;
  const has = (flag: number) => (Number(packet.flags) & flag) !== 0;
  if (extendedFormat === 'json') return 'JSON';
  if (columnType === 1 && columnLength === 1) return 'BIT';
  const name = names[columnType];
  if (name) return name;
  if (has(flags.enum)) return 'ENUM';
  if (has(flags.set)) return 'SET';
  if (columnType === 254) return isText(packet) ? 'CHAR' : 'BINARY';
  if (columnType === 253 || columnType === 15) return isText(packet) ? 'VARCHAR' : 'VARBINARY';
  const most = isText(packet) ? columnLength / bytesOfCharacter : columnLength;
  const size = most < 2 ** 8 ? 'TINY' : most < 2 ** 16 ? '' : most < 2 ** 24 ? 'MEDIUM' : 'LONG';
  return isText(packet) ? `${size}TEXT` : `${size}BLOB`;
}

const readers = {
  // A BIT(1) arrives as a byte, a TINYINT(1) as digits.
  boolean: (value: Buffer) => booleanField(value[0]! <= 1 ? value[0]! : Number(value.toString())),
  long: (value: Buffer) => longField(value.toString()),
  double: (value: Buffer) => doubleField(Number(value.toString())),
  decimal: (value: Buffer): Field => ({ stringValue: value.toString() }),
  text: (value: Buffer): Field => ({ stringValue: value.toString() }),
  bytes: (value: Buffer) => blobField(value),
};
