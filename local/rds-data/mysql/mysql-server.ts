import { createConnection, createPool, type Connection, type Pool, type QueryError } from 'mysql2';
import { AwsError } from '../../endpoint/error.ts';
import { Problem } from '../../problem.ts';
import type { DatabaseName, DatabaseUser, Session, SqlServer } from '../sql-server.ts';
import { failure, MysqlSession } from './mysql-session.ts';

/** The number of connections for statements outside transactions. */
const poolSize = 4;
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
      await this.#connect(this.#options(name)).then(end, async (error: QueryError) => {
        if (error.errno !== unknownDatabase) throw error;
        const connection = await this.#connect(this.#options(''));
        const sql = `CREATE DATABASE IF NOT EXISTS ${connection.escapeId(name)} CHARACTER SET utf8mb4`;
        await new Promise<void>((resolve, reject) =>
          connection.query(sql, error => (error ? reject(error) : resolve())),
        ).finally(() => end(connection));
      });
    } catch (error) {
      throw new Problem(`The server of MYSQL_URL (${this.#url.host}) cannot be used: ${(error as Error).message}`);
    }
  }

  async open(database: DatabaseName, own: boolean): Promise<Session> {
    const { name = decodeURIComponent(this.#url.pathname.slice(1)), user } = database;
    const kill = (threadId: number) => this.#kill(threadId);
    try {
      if (own) {
        const connection = await this.#connect(this.#options(name, user));
        return await MysqlSession.start(connection, name, kill, () => end(connection));
      }
      const pool = this.#pool(name, user);
      const connection = await new Promise<Connection & { release(): void }>((resolve, reject) =>
        pool.getConnection((error, each) => (error ? reject(error) : resolve(each))),
      );
      return await MysqlSession.start(connection, name, kill, () => connection.release());
    } catch (error) {
      throw error instanceof AwsError ? error : failure(error as QueryError);
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#pools.values()].map(pool => new Promise<void>(resolve => pool.end(() => resolve()))));
  }

  #pool(name: string, user: DatabaseUser | undefined): Pool {
    const options = this.#options(name, user);
    const pool =
      this.#pools.get(options.uri)
      ?? createPool({
        ...options,
        connectionLimit: poolSize,
        // Session variables do not carry over to the next statement.
        resetOnRelease: true,
      });
    this.#pools.set(options.uri, pool);
    return pool;
  }

  #options(name: string, user?: DatabaseUser) {
    const url = new URL(this.#url);
    if (user) {
      url.username = encodeURIComponent(user.username);
      url.password = encodeURIComponent(user.password);
    }
    url.pathname = `/${encodeURIComponent(name)}`;
    return { uri: url.href, charset: 'utf8mb4', connectTimeout: 5000 };
  }

  #connect(options: object): Promise<Connection> {
    const connection = createConnection(options);
    // A lost connection fails for its next user, too. Without a listener it would end the process.
    connection.on('error', () => {});
    return new Promise((resolve, reject) => connection.connect(error => (error ? reject(error) : resolve(connection))));
  }

  async #kill(threadId: number): Promise<void> {
    const connection = await this.#connect(this.#options(''));
    await new Promise<void>(resolve => connection.query(`KILL QUERY ${threadId}`, () => resolve()));
    await end(connection);
  }
}

/** Ends a connection after its last statement. Ignores errors: a broken connection has ended. */
const end = (connection: Connection): Promise<void> => new Promise(resolve => connection.end(() => resolve()));
