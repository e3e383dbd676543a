import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, DatabaseSync } from 'node:sqlite';
import type { DatabaseName, Session, SqlServer } from '../sql-server.ts';
import { SqliteSession } from './sqlite-session.ts';
import { SqliteUsers } from './sqlite-users.ts';

/**
 * SQLite with a database for each cluster and name. They are files, removed at the end: in memory, SQLite has no
 * concurrent transactions. Readers see a snapshot and do not block writers.
 */
export class SqliteServer implements SqlServer {
  readonly #databases = new Map<string, { file: string; anchor: DatabaseSync }>();
  readonly #users = new SqliteUsers();
  #folder: string | undefined;

  async createDatabase(database: DatabaseName): Promise<void> {
    this.#file(database);
  }

  async open(database: DatabaseName): Promise<Session> {
    this.#users.signIn(database);
    const connection = connect(this.#file(database), database.user !== undefined);
    return new SqliteSession(connection, sql => this.#users.run(sql, database));
  }

  async stop(): Promise<void> {
    for (const { anchor } of this.#databases.values()) anchor.close();
    this.#databases.clear();
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }

  #file({ cluster, name = '' }: DatabaseName): string {
    const key = `${cluster} ${name}`;
    const known = this.#databases.get(key);
    if (known) return known.file;
    this.#folder ??= mkdtempSync(join(tmpdir(), 'local-stack-sql-'));
    const file = join(this.#folder, `${this.#databases.size}.sqlite`);
    // While this connection is open, SQLite need not write the log into the file each time another one closes.
    const anchor = connect(file);
    anchor.exec('PRAGMA journal_mode = WAL');
    this.#databases.set(key, { file, anchor });
    return file;
  }
}

function connect(file: string, readOnly = false): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly, timeout: 0, enableDoubleQuotedStringLiterals: true });
  database.exec('PRAGMA synchronous = OFF');
  // Statements must not reach other files.
  database.setAuthorizer(action => (action === constants.SQLITE_ATTACH ? constants.SQLITE_DENY : constants.SQLITE_OK));
  return database;
}
