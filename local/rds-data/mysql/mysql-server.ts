import { createPool, type Pool, type QueryError } from 'mysql2/promise';
import { Problem } from '../../problem.ts';
import type { DatabaseName, DatabaseUser, Session, SqlServer } from '../sql-server.ts';
import { MysqlSession } from './mysql-session.ts';

/** The most connections of one user to one database. */
const poolSize = 100;
const unknownDatabase = 1049;

/** A MySQL or MariaDB server. All clusters share its databases. */
export class MysqlServer implements SqlServer {
  readonly #url: URL;
  readonly #pools = new Map<string, Pool>();

  constructor(url: string) {
    const parsed = URL.parse(url);
    if (!parsed || !/^(?:mysql|mariadb):$/.test(parsed.protocol)) {
      throw new Problem(
        'MYSQL_URL is not the URL of a MySQL or MariaDB server, such as mysql://user:password@localhost:3306/database',
      );
    }
    this.#url = parsed;
  }

  async createDatabase({ name }: DatabaseName): Promise<void> {
    if (name === undefined) return;
    try {
      // Try to connect first: the database may exist, and the user may not be allowed to create one.
      await this.#pool(name)
        .query('DO 0')
        .catch(async (error: QueryError) => {
          if (error.errno !== unknownDatabase) throw error;
          await this.#pool('').query('CREATE DATABASE IF NOT EXISTS ?? CHARACTER SET utf8mb4', [name]);
        });
    } catch (error) {
      throw new Problem(`The server of MYSQL_URL (${this.#url.host}) cannot be used: ${(error as Error).message}`);
    }
  }

  open({ name = decodeURIComponent(this.#url.pathname.slice(1)), user }: DatabaseName): Promise<Session> {
    return MysqlSession.start(this.#pool(name, user), name, threadId =>
      this.#pool('').query('KILL QUERY ?', [threadId]),
    );
  }

  async stop(): Promise<void> {
    // An error means that a connection has ended already.
    await Promise.all([...this.#pools.values()].map(pool => pool.end().catch(() => {})));
  }

  #pool(name: string, user?: DatabaseUser): Pool {
    const url = new URL(this.#url);
    if (user) {
      url.username = encodeURIComponent(user.username);
      url.password = encodeURIComponent(user.password);
    }
    url.pathname = `/${encodeURIComponent(name)}`;
    const pool =
      this.#pools.get(url.href)
      ?? createPool({
        uri: url.href,
        charset: 'utf8mb4',
        connectTimeout: 5000,
        connectionLimit: poolSize,
        // Session variables do not carry over to the next statement.
        resetOnRelease: true,
      });
    this.#pools.set(url.href, pool);
    return pool;
  }
}
