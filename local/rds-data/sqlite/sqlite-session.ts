import { setTimeout } from 'node:timers/promises';
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementColumnMetadata, StatementSync } from 'node:sqlite';
import { databaseError, timedOut } from '../errors.ts';
import type { Parameter } from '../parameters.ts';
import { longField, Rows, type Changes, type Field } from '../result.ts';
import type { Command, Session } from '../sql-server.ts';
import { columnOf, type SqliteColumn } from './sqlite-columns.ts';

/** SQLite's codes for "another transaction is writing" and "another has written since this one began". */
const [busy, busySnapshot] = [5, 517];
const pollMs = 10;
/** A COMMIT waits only while SQLite writes the log into the file. */
const commitMs = 10_000;

export class SqliteSession implements Session {
  readonly #database: DatabaseSync;
  readonly #defineUser: (sql: string) => boolean;

  /** `defineUser` runs statements about users, and returns false for any other. */
  constructor(database: DatabaseSync, defineUser: (sql: string) => boolean) {
    this.#database = database;
    this.#defineUser = defineUser;
  }

  async execute({ sql, placeholders, parameters, timeoutMs }: Command): Promise<Rows | Changes> {
    if (this.#defineUser(sql)) return { updated: 0, generated: [] };
    const values = Object.fromEntries(placeholders.map(({ name }) => [`:${name}`, bound(parameters.get(name)!)]));
    return this.#inTurn(timeoutMs, until => this.#run(sql, values, until));
  }

  async begin(): Promise<void> {
    this.#database.exec('BEGIN');
  }

  commit(): Promise<void> {
    return this.#inTurn(commitMs, () => {
      if (this.#database.isTransaction) this.#database.exec('COMMIT');
    });
  }

  async rollback(): Promise<void> {
    if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
  }

  async close(): Promise<void> {
    this.#database.close();
  }

  /** Retries while another transaction writes. SQLite allows one writer at a time. */
  async #inTurn<T>(timeoutMs: number, work: (until: number) => T): Promise<T> {
    for (const until = performance.now() + timeoutMs; ;) {
      try {
        return work(until);
      } catch (error) {
        const { code = '', errcode = 0, message } = error as NodeJS.ErrnoException & { errcode?: number };
        if (!code.startsWith('ERR_')) throw error;
        if (errcode === busySnapshot) throw databaseError('Another transaction has written since: begin again');
        if ((errcode & 0xff) !== busy) throw databaseError(message);
        if (performance.now() > until) throw timedOut();
      }
      await setTimeout(pollMs);
    }
  }

  #run(sql: string, values: Record<string, SQLInputValue>, until: number): Rows | Changes {
    const statement = this.#database.prepare(sql);
    statement.setReadBigInts(true);
    if (statement.columns().length > 0) return this.#query(statement, values, until);
    const before = this.#totalChanges();
    const { changes, lastInsertRowid } = statement.run(values);
    // After a statement that changes no rows, SQLite still reports the counts of the one before.
    if (this.#totalChanges() === before) return { updated: 0, generated: [] };
    return { updated: Number(changes), generated: this.#generated(sql, BigInt(lastInsertRowid), BigInt(changes)) };
  }

  #query(statement: StatementSync, values: Record<string, SQLInputValue>, until: number): Rows {
    statement.setReturnArrays(true);
    const columnsOf = (first: SQLOutputValue[]) =>
      statement.columns().map((column, i) => columnOf(column, this.#declarationOf(column), first[i] ?? null));
    let columns: SqliteColumn[] | undefined;
    const rows = new Rows();
    for (const row of statement.iterate(values) as Iterable<unknown> as Iterable<SQLOutputValue[]>) {
      columns ??= columnsOf(row);
      rows.add(columns.map((column, i) => column.read(row[i]!)));
      if (rows.isTooLarge) break;
      if (performance.now() > until) throw timedOut();
    }
    rows.columns = (columns ?? columnsOf([])).map(({ metadata }) => metadata);
    return rows.checked();
  }

  #totalChanges(): unknown {
    return this.#database.prepare('SELECT total_changes() AS count').get()!.count;
  }

  /** The ids that an INSERT generated, if the table has an INTEGER PRIMARY KEY. */
  #generated(sql: string, last: bigint, count: bigint): Field[] {
    const [, table] = /^\s*(?:INSERT|REPLACE)\s+(?:OR\s+\w+\s+)?INTO\s+[`"]?(\w+)/i.exec(sql) ?? [];
    if (table === undefined || !this.#hasRowId(table)) return [];
    return Array.from({ length: Number(count) }, (_, i) => longField(last - count + 1n + BigInt(i)));
  }

  #hasRowId(table: string): boolean {
    const keys = this.#database.prepare('SELECT type FROM pragma_table_info(?) WHERE pk > 0').all(table);
    return keys.length === 1 && /^integer$/i.test(String(keys[0]!.type));
  }

  /** What the column's table declares; nothing for an expression. */
  #declarationOf({ table, column }: StatementColumnMetadata) {
    const found = this.#database
      .prepare('SELECT "notnull", pk FROM pragma_table_info(?) WHERE name = ?')
      .get(table, column);
    if (!found) return {};
    const isKey = Number(found.pk) > 0;
    const isNullable = Number(found.notnull) === 0 && !isKey;
    return { nullable: isNullable ? 1 : 0, isAutoIncrement: isKey && this.#hasRowId(table!) };
  }
}

function bound({ value }: Parameter): SQLInputValue {
  return typeof value === 'boolean' ? BigInt(value) : value;
}
