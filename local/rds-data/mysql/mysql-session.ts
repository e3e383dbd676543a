import type { FieldPacket, Pool, PoolConnection, QueryError, ResultSetHeader } from 'mysql2/promise';
import { databaseError, timedOut, unavailable } from '../errors.ts';
import { longField, Rows, type Changes } from '../result.ts';
import type { Command, Session } from '../sql-server.ts';
import { withPlaceholders } from '../statement.ts';
import { literal } from './literals.ts';
import { columnOf } from './mysql-columns.ts';

type Kill = (threadId: number) => Promise<unknown>;

/** More rows exceed the Data API's limit in any case, so the server need not send them. */
const mostRows = 200_000;

export class MysqlSession implements Session {
  readonly #connection: PoolConnection;
  readonly #kill: Kill;

  private constructor(connection: PoolConnection, kill: Kill) {
    this.#connection = connection;
    this.#kill = kill;
  }

  static async start(pool: Pool, database: string, kill: Kill): Promise<MysqlSession> {
    const session = new MysqlSession(await pool.getConnection().catch(fail), kill);
    try {
      // The time zone is Aurora's.
      await session.#query(`SET time_zone = '+00:00', sql_select_limit = ${mostRows}`);
      if (database !== '') await session.#query(`USE ${session.#connection.escapeId(database)}`);
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
      if (!continueAfterTimeout) this.#kill(this.#connection.threadId).catch(() => {});
    }, timeoutMs);
    try {
      return await Promise.race([result, timeout]);
    } finally {
      clearTimeout(timer);
      result.catch(() => {});
    }
  }

  async begin(): Promise<void> {
    await this.#connection.beginTransaction().catch(fail);
  }

  async commit(): Promise<void> {
    await this.#connection.commit().catch(fail);
  }

  async rollback(): Promise<void> {
    await this.#connection.rollback().catch(fail);
  }

  async close(): Promise<void> {
    this.#connection.release();
  }

  async #query(sql: string): Promise<Rows | Changes> {
    const [answer, fields] = await this.#connection.query<any>({ sql, rowsAsArray: true, typeCast: false }).catch(fail);
    // A procedure may give several results; the first counts.
    const [result, described] = Array.isArray(fields?.[0]) ? [answer[0], fields[0]] : [answer, fields];
    if (!described) return changesOf(result as ResultSetHeader);
    const columns = (described as FieldPacket[]).map(columnOf);
    const rows = new Rows();
    rows.columns = columns.map(({ metadata }) => metadata);
    for (const row of result as (Buffer | null)[][]) rows.add(columns.map((column, i) => column.read(row[i]!)));
    return rows.checked();
  }
}

function changesOf({ affectedRows, insertId, info }: ResultSetHeader): Changes {
  const count = insertId > 0 ? Number(/Records: (\d+)/.exec(info)?.[1] ?? 1) : 0;
  const generated = Array.from({ length: count }, (_, n) => longField(BigInt(insertId) + BigInt(n)));
  return { updated: affectedRows, generated };
}

/** Throws the Data API's error for an error of the engine. */
function fail(error: QueryError & { sqlMessage?: string; sqlState?: string }): never {
  const { errno, sqlMessage, sqlState, message } = error;
  if (sqlState === undefined) throw unavailable(`The server of MYSQL_URL: ${message}`);
  throw databaseError(`${sqlMessage ?? message}; Error code: ${errno}; SQLState: ${sqlState}`);
}
