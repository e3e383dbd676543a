import type { Parameters } from './parameters.ts';
import type { Changes, Rows } from './result.ts';
import type { Placeholder } from './statement.ts';

/** One statement with all that it needs. */
export interface Command {
  sql: string;
  placeholders: Placeholder[];
  parameters: Parameters;
  /** How long the answer is waited for. */
  timeoutMs: number;
  /** Whether it goes on when nobody waits any more. */
  continueAfterTimeout: boolean;
}

/** A connection to one database. What fails throws an AwsError. */
export interface Session {
  execute(command: Command): Promise<Rows | Changes>;
  begin(): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  close(): Promise<void>;
}

/** Which database of which cluster; without a name that which the server has by default. */
export interface DatabaseName {
  cluster: string;
  name: string | undefined;
}

/** What the clusters of the stack run on. */
export interface SqlServer {
  /** Creates a database if it is not there. Throws a Problem when the server cannot be used. */
  createDatabase(database: DatabaseName): Promise<void>;
  /** A session for one statement, or one `own` for a transaction. Throws an AwsError. */
  open(database: DatabaseName, own: boolean): Promise<Session>;
  stop(): Promise<void>;
}
