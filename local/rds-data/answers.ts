import { databaseError } from './errors.ts';
import { longField, Rows, type Changes, type Field } from './result.ts';
import type { ColumnMetadata } from './sql-types.ts';

/** The members of a request that set the form of its answer. */
export interface AnswerOptions {
  includeResultMetadata?: boolean;
  formatRecordsAs?: 'NONE' | 'JSON';
  resultSetOptions?: { decimalReturnType?: 'STRING' | 'DOUBLE_OR_LONG'; longReturnType?: 'LONG' | 'STRING' };
}

export function answerOf(result: Rows | Changes, options: AnswerOptions): object {
  if (!(result instanceof Rows)) return { numberOfRecordsUpdated: result.updated, generatedFields: result.generated };
  const { columns } = result;
  const records = result.records.map(record => record.map((field, i) => shown(field, columns[i]!, options)));
  if (options.formatRecordsAs === 'JSON')
    return { numberOfRecordsUpdated: 0, formattedRecords: formatted(records, columns) };
  return { numberOfRecordsUpdated: 0, records, ...(options.includeResultMetadata && { columnMetadata: columns }) };
}

function shown(field: Field, { typeName, scale }: ColumnMetadata, { resultSetOptions = {} }: AnswerOptions): Field {
  const { decimalReturnType, longReturnType } = resultSetOptions;
  if ('longValue' in field && longReturnType === 'STRING') return { stringValue: String(field.longValue) };
  if ('stringValue' in field && typeName.startsWith('DECIMAL') && decimalReturnType === 'DOUBLE_OR_LONG')
    return scale === 0 ? longField(field.stringValue) : { doubleValue: Number(field.stringValue) };
  return field;
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api-json.html */
function formatted(records: Field[][], columns: ColumnMetadata[]): string {
  const labels = columns.map(({ label }) => label);
  if (new Set(labels).size < labels.length)
    throw databaseError('Duplicate column labels cannot be formatted as JSON: give each column its own name');
  return JSON.stringify(records.map(record => Object.fromEntries(record.map((field, i) => [labels[i], plain(field)]))));
}

const plain = (field: Field): unknown => ('isNull' in field ? null : Object.values(field)[0]);
