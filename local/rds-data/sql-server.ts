import type { Parameters } from './parameters.ts';
import type { Changes, Rows } from './result.ts';
import type { Placeholder } from './statement.ts';

export interface Command {
  sql: string;
  placeholders: Placeholder[];
  parameters: Parameters;
  timeoutMs: number;
  /** Whether the statement continues after the time-out. */
  continueAfterTimeout: boolean;
}

/** A connection to one database. Its methods throw an AwsError. */
export interface Session {
  execute(command: Command): Promise<Rows | Changes>;
  begin(): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  close(): Promise<void>;
}

/** A database of a cluster; without a name, the server's default database. */
export interface DatabaseName {
  cluster: string;
  name: string | undefined;
  /** Who opens it; undefined for the master user. */
  user?: DatabaseUser | undefined;
}

/** What a secret holds. */
export interface DatabaseUser {
  username: string;
  password: string;
}

/** The server that holds the clusters' databases. */
export interface SqlServer {
  /** Creates a database if it does not exist. Throws a Problem if the server cannot be used. */
  createDatabase(database: DatabaseName): Promise<void>;
  /** Opens a session, which shares its connection with no other. Throws an AwsError. */
  open(database: DatabaseName): Promise<Session>;
  stop(): Promise<void>;
}
