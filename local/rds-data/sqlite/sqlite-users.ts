import { databaseError } from '../errors.ts';
import type { DatabaseName } from '../sql-server.ts';

interface User {
  password: string;
  /** The databases that the user may read. */
  databases: Set<string | undefined>;
}

const text = String.raw`'((?:[^'\\]|''|\\[^])*)'`;
const account = String.raw`${text}@'%'`;
const define = new RegExp(
  String.raw`^\s*(CREATE|ALTER)\s+USER\s+(IF\s+NOT\s+EXISTS\s+)?${account}\s+IDENTIFIED\s+BY\s+${text}\s*$`,
  'i',
);
const grant = new RegExp(String.raw`^\s*GRANT\s+SELECT\s+ON\s+\x60([^\x60]+)\x60\.\*\s+TO\s+${account}\s*$`, 'i');

/** MySQL's users that may only read, which SQLite lacks: the statements that define them, and their sign-in. */
export class SqliteUsers {
  readonly #users = new Map<string, User>();

  /** Runs a statement about users. False for any other statement. */
  run(sql: string, { cluster, user }: DatabaseName): boolean {
    const [, verb, isQuiet, name, password] = define.exec(sql) ?? [];
    const [, database, grantee] = grant.exec(sql) ?? [];
    const given = name ?? grantee;
    if (given === undefined) return false;
    if (user) throw databaseError('Access denied; you need the CREATE USER privilege; Error code: 1227');
    const key = `${cluster} ${plain(given)}`;
    const known = this.#users.get(key);
    if (verb?.toUpperCase() === 'CREATE') {
      if (known && isQuiet === undefined) throw failed(verb, given);
      if (!known) this.#users.set(key, { password: plain(password!), databases: new Set() });
    } else if (!known) throw failed(verb ?? 'GRANT', given);
    else if (verb === undefined) known.databases.add(database);
    else known.password = plain(password!);
    return true;
  }

  /** Throws MySQL's error unless the user may read the database. */
  signIn({ cluster, name, user }: DatabaseName): void {
    if (!user) return;
    const known = this.#users.get(`${cluster} ${user.username}`);
    const who = `'${user.username}'@'%'`;
    if (known?.password !== user.password)
      throw databaseError(`Access denied for user ${who} (using password: YES); Error code: 1045`);
    if (!known.databases.has(name))
      throw databaseError(`Access denied for user ${who} to database '${name}'; Error code: 1044`);
  }
}

const failed = (verb: string, name: string) =>
  databaseError(`Operation ${verb.toUpperCase()} USER failed for '${plain(name)}'@'%'; Error code: 1396`);

/** A text in SQL without its escapes. */
const plain = (quoted: string): string => quoted.replace(/''|\\([^])/g, (_, escaped?: string) => escaped ?? "'");
