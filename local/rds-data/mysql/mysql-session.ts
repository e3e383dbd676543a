import type { Connection, FieldPacket, QueryError, ResultSetHeader } from 'mysql2';
import type { AwsError } from '../../endpoint/error.ts';
import { databaseError, timedOut, unavailable } from '../errors.ts';
import { longField, Rows, type Changes, type Field } from '../result.ts';
import type { Command, Session } from '../sql-server.ts';
import { withPlaceholders } from '../statement.ts';
import { literal } from './literals.ts';
import { columnOf, type MysqlColumn } from './mysql-columns.ts';

/** A connection to a MySQL server. */
export class MysqlSession implements Session {
  readonly #connection: Connection;
  readonly #kill: (threadId: number) => Promise<void>;
  readonly close: () => Promise<void>;

  private constructor(
    connection: Connection,
    kill: (threadId: number) => Promise<void>,
    close: () => void | Promise<void>,
  ) {
    this.#connection = connection;
    this.#kill = kill;
    this.close = async () => close();
  }

  /** A session on a new or reused connection. */
  static async start(
    connection: Connection,
    database: string,
    kill: (threadId: number) => Promise<void>,
    close: () => void | Promise<void>,
  ): Promise<MysqlSession> {
    const session = new MysqlSession(connection, kill, close);
    try {
      // As Aurora does.
      await session.#query("SET time_zone = '+00:00'");
      if (database !== '') await session.#query(`USE ${connection.escapeId(database)}`);
      return session;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  async execute({ sql, placeholders, parameters, timeoutMs, continueAfterTimeout }: Command): Promise<Rows | Changes> {
    const statement = withPlaceholders(sql, placeholders, name => literal(parameters.get(name)!));
    const result = this.#query(statement);
    const { promise: timeout, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      reject(timedOut());
      if (!continueAfterTimeout) this.#kill(this.#connection.threadId!).catch(() => {});
    }, timeoutMs);
    try {
      return await Promise.race([result, timeout]);
    } finally {
      clearTimeout(timer);
      result.catch(() => {});
    }
  }

  async begin(): Promise<void> {
    await this.#query('START TRANSACTION');
  }

  async commit(): Promise<void> {
    await this.#query('COMMIT');
  }

  async rollback(): Promise<void> {
    await this.#query('ROLLBACK');
  }

  #query(sql: string): Promise<Rows | Changes> {
    return new Promise((resolve, reject) => {
      const answer = new Answer();
      this.#connection
        .query({ sql, rowsAsArray: true, typeCast: false })
        .on('fields', fields => answer.begin(fields as unknown as FieldPacket[] | undefined))
        .on('result', row => answer.take(row as (Buffer | null)[] | ResultSetHeader))
        .on('error', error => reject(failure(error as QueryError)))
        .on('end', () => {
          try {
            resolve(answer.result());
          } catch (error) {
            reject(error as Error);
          }
        });
    });
  }
}

/** Collects the server's answer to a statement. A procedure may give several results; the first counts. */
class Answer {
  #columns: MysqlColumn[] = [];
  #result: Rows | Changes | undefined;
  #isOver = false;
  #failure: unknown;

  begin(fields: FieldPacket[] | undefined): void {
    this.#isOver = this.#result !== undefined;
    if (!fields || this.#isOver) return;
    this.#try(() => {
      this.#columns = fields.map(columnOf);
      this.#result = new Rows(this.#columns.map(({ metadata }) => metadata));
    });
  }

  take(row: (Buffer | null)[] | ResultSetHeader): void {
    this.#try(() => {
      if (!Array.isArray(row)) this.#result ??= changesOf(row);
      else if (this.#result instanceof Rows && !this.#isOver && !this.#result.isTooLarge)
        this.#result.add(this.#columns.map((column, i) => column.read(row[i]!)));
    });
  }

  /** Keeps an error for `result`: thrown in mysql2's callback, it would end the runner. */
  #try(work: () => void): void {
    try {
      if (this.#failure === undefined) work();
    } catch (error) {
      this.#failure = error;
    }
  }

  result(): Rows | Changes {
    if (this.#failure !== undefined) throw this.#failure;
    const result = this.#result ?? { updated: 0, generated: [] };
    return result instanceof Rows ? result.checked() : result;
  }
}

function changesOf({ affectedRows, insertId, info }: ResultSetHeader): Changes {
  const count = Number(/Records: (\d+)/.exec(info)?.[1] ?? 1);
  const generated: Field[] = [];
  for (let n = 0n; insertId > 0 && n < count; n++) generated.push(longField(BigInt(insertId) + n));
  return { updated: affectedRows, generated };
}

/** The Data API's error for an error of the engine. */
export function failure(error: QueryError): AwsError {
  const { errno, sqlMessage, sqlState, message } = error as QueryError & { sqlMessage?: string; sqlState?: string };
  if (sqlState === undefined) return unavailable(`The server of MYSQL_URL: ${message}`);
  return databaseError(`${sqlMessage ?? message}; Error code: ${errno}; SQLState: ${sqlState}`);
}
