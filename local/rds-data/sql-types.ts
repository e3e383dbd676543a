/** The form of a type's values in an answer. */
type Kind = 'boolean' | 'long' | 'double' | 'decimal' | 'text' | 'bytes' | 'unsupported';

interface SqlType {
  kind: Kind;
  /** JDBC's number for the type. */
  jdbc: number;
  /** Digits or characters, if the column does not say. */
  precision: number;
}

const type = (kind: Kind, jdbc: number, precision = 0): SqlType => ({ kind, jdbc, precision });

/**
 * MySQL's types and how the Data API answers them. Decimals and times are texts
 * (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api-operations.html).
 */
export const sqlTypes = {
  NULL: type('text', 0),
  BIT: type('boolean', -7, 1),
  TINYINT: type('long', -6, 3),
  SMALLINT: type('long', 5, 5),
  MEDIUMINT: type('long', 4, 7),
  INT: type('long', 4, 10),
  BIGINT: type('long', -5, 19),
  FLOAT: type('double', 7, 12),
  DOUBLE: type('double', 8, 22),
  DECIMAL: type('decimal', 3, 10),
  DATE: type('text', 91, 10),
  TIME: type('text', 92, 8),
  DATETIME: type('text', 93, 19),
  TIMESTAMP: type('text', 93, 19),
  YEAR: type('text', 91, 4),
  CHAR: type('text', 1, 1),
  VARCHAR: type('text', 12, 255),
  TINYTEXT: type('text', 12, 255),
  TEXT: type('text', -1, 65_535),
  MEDIUMTEXT: type('text', -1, 16_777_215),
  LONGTEXT: type('text', -1, 2_147_483_647),
  ENUM: type('text', 1),
  SET: type('text', 1),
  JSON: type('text', -1, 1_073_741_824),
  BINARY: type('bytes', -2, 1),
  VARBINARY: type('bytes', -3, 255),
  TINYBLOB: type('bytes', -3, 255),
  BLOB: type('bytes', -4, 65_535),
  MEDIUMBLOB: type('bytes', -4, 16_777_215),
  LONGBLOB: type('bytes', -4, 2_147_483_647),
  GEOMETRY: type('unsupported', -2),
  VECTOR: type('unsupported', -2),
} satisfies Record<string, SqlType>;

export type SqlTypeName = keyof typeof sqlTypes;

/** What may differ between columns of one type. */
interface ColumnFacts {
  label: string;
  isUnsigned: boolean;
  /** The column's name in its table. An expression has none. */
  name?: string;
  tableName: string;
  nullable?: number;
  isAutoIncrement?: boolean;
  isCaseSensitive?: boolean;
  precision?: number;
  scale: number;
}

/** https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_ColumnMetadata.html */
export type ColumnMetadata = ReturnType<typeof metadataOf>;

export function metadataOf(typeName: SqlTypeName, { isUnsigned, ...facts }: ColumnFacts) {
  const { kind, jdbc, precision } = sqlTypes[typeName];
  const isNumber = kind === 'long' || kind === 'double' || kind === 'decimal';
  return {
    arrayBaseColumnType: 0,
    isAutoIncrement: false,
    isCaseSensitive: false,
    isCurrency: false,
    isSigned: isNumber && !isUnsigned,
    name: facts.label,
    nullable: 1,
    precision,
    schemaName: '',
    type: jdbc,
    typeName: isNumber && isUnsigned ? `${typeName} UNSIGNED` : typeName,
    ...facts,
  };
}
