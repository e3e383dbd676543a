import { createHash } from 'node:crypto';
import { AwsError, notHere } from '../aws/error.ts';
import { Input } from '../aws/input.ts';
import { answerOf, readAnswerOptions } from './answers.ts';
import type { Cluster } from './clusters.ts';
import { invalid } from './errors.ts';
import { parseJson } from './json.ts';
import { MysqlServer } from './mysql/mysql-server.ts';
import { readParameters } from './parameters.ts';
import { Rows, type Changes } from './result.ts';
import type { DatabaseName, Session, SqlServer } from './sql-server.ts';
import { SqliteServer } from './sqlite/sqlite-server.ts';
import { readStatement } from './statement.ts';
import { Transactions } from './transactions.ts';

/** Of a request (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api-calling.html). */
const mostBytes = 4 * 1024 * 1024;

// The model says 100 at most, which the ARN of a secret that RDS manages is longer than.
const arnRule = { min: 11, max: 2048 };
const rules = {
  cluster: { ...arnRule, pattern: 'arn:[\\w-]+:rds:[\\w-]*:\\d*:cluster:.+' },
  // It may be a name, too, since all that it opens is on this machine.
  secret: { min: 1, max: 2048 },
  database: { max: 64 },
  sql: { max: 65_536 },
  id: { max: 192 },
};

export interface RdsDataOptions {
  clusters: Cluster[];
  /** Of a MySQL or MariaDB server to run the statements; without one SQLite does. */
  mysqlUrl?: string | undefined;
  /** How long a transaction stays open that no call uses. */
  idleMs?: number;
  /** How long the answer to a statement is waited for. */
  statementMs?: number;
}

/**
 * The RDS Data API of Aurora Serverless v2 (https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/). Which
 * secret a request names makes no difference. Clusters that are not in the stack have databases here, too.
 */
export class RdsData {
  readonly #clusters: Map<string, Cluster>;
  readonly #server: SqlServer;
  readonly #transactions: Transactions;
  readonly #statementMs: number;
  #callsUntilAwake = 0;

  constructor({ clusters, mysqlUrl, idleMs = 180_000, statementMs = 45_000 }: RdsDataOptions) {
    this.#clusters = new Map(clusters.map(cluster => [cluster.arn, cluster]));
    this.#server = mysqlUrl ? new MysqlServer(mysqlUrl) : new SqliteServer();
    this.#transactions = new Transactions(idleMs);
    this.#statementMs = statementMs;
  }

  /** Creates the databases that RDS creates with the clusters. Throws a Problem when the server cannot be used. */
  async createDatabases(): Promise<void> {
    for (const { arn, database } of this.#clusters.values())
      if (database !== undefined) await this.#server.createDatabase({ cluster: arn, name: database });
  }

  /** Lets the next so many calls that need the database find it paused, as after a while without any. */
  pause(calls: number): void {
    this.#callsUntilAwake = calls;
  }

  async stop(): Promise<void> {
    await this.#transactions.stop();
    await this.#server.stop();
  }

  /** Answers a request by its path. Throws an AwsError. */
  async handle(path: string, body: Buffer): Promise<object> {
    if (body.length > mostBytes)
      throw new AwsError('RequestEntityTooLargeException', `The body is longer than ${mostBytes} bytes`, 413);
    const handler = this.#operations[path];
    if (!handler) throw notHere(`POST ${path} of the RDS Data API`);
    return handler(new Input(parseJson(body.toString())));
  }

  readonly #operations: Record<string, (input: Input) => Promise<object>> = {
    '/Execute': async input => {
      const options = readAnswerOptions(input);
      const [result] = await this.#run(input, [input.list('parameters', each => each)]);
      return answerOf(result!, options);
    },

    '/BatchExecute': async input => {
      const results = await this.#run(input, input.list('parameterSets', (each, path) => {
        if (Array.isArray(each)) return each;
        throw new AwsError('SerializationException', `${path} must be a list`);
      }));
      return {
        updateResults: results.map(result => {
          if (result instanceof Rows) throw invalid('A batch is for statements that return no rows.');
          return { generatedFields: result.generated };
        }),
      };
    },

    '/BeginTransaction': async input => {
      const database = this.#database(input);
      this.#wake(database.cluster);
      const session = await this.#server.open(database, true);
      await session.begin().catch(async (error: unknown) => {
        await session.close();
        throw error;
      });
      return { transactionId: this.#transactions.add(database, session) };
    },

    '/CommitTransaction': async input => {
      await this.#transactions.commit(input.text('transactionId', rules.id), this.#database(input).cluster);
      return { transactionStatus: 'Transaction Committed' };
    },

    '/RollbackTransaction': async input => {
      await this.#transactions.rollback(input.text('transactionId', rules.id), this.#database(input).cluster);
      return { transactionStatus: 'Rollback Complete' };
    },
  };

  /** Runs the statement of a request with each of the sets of parameters. */
  async #run(input: Input, parameterSets: unknown[][]): Promise<(Rows | Changes)[]> {
    const database = this.#database(input);
    const sql = input.text('sql', rules.sql);
    const id = input.optionalText('transactionId', rules.id);
    const continueAfterTimeout = input.flag('continueAfterTimeout');
    const { placeholders, isMultiple } = readStatement(sql);
    if (isMultiple) throw invalid("Multistatements aren't supported.");
    const commands = parameterSets.map(each => ({
      sql, placeholders, parameters: readParameters(each, placeholders),
      timeoutMs: this.#statementMs, continueAfterTimeout,
    }));
    this.#wake(database.cluster);
    const work = async (session: Session) => {
      const results: (Rows | Changes)[] = [];
      for (const command of commands) results.push(await session.execute(command));
      return results;
    };
    // What a client sends for none may be an empty text, too.
    if (id) return this.#transactions.use(id, database, work);
    const session = await this.#server.open(database, false);
    return work(session).finally(() => session.close());
  }

  #database(input: Input): DatabaseName {
    const cluster = input.text('resourceArn', rules.cluster);
    input.text('secretArn', rules.secret);
    if (input.has('schema')) throw invalid("The schema parameter isn't supported");
    if (this.#clusters.get(cluster)?.hasDataApi === false) {
      throw new AwsError(
        'HttpEndpointNotEnabledException', `HttpEndpoint is not enabled for cluster ${cluster.split(':').at(-1)}`);
    }
    return { cluster, name: input.optionalText('database', rules.database) || undefined };
  }

  #wake(cluster: string): void {
    if (this.#callsUntilAwake === 0) return;
    this.#callsUntilAwake--;
    const instance = createHash('sha256').update(cluster).digest('hex').slice(0, 26).toUpperCase();
    throw new AwsError('DatabaseResumingException', `The Aurora DB instance db-${instance} is resuming after being ` +
      'auto-paused. Please wait a few seconds and try again.');
  }
}
