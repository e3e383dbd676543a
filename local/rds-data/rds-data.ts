import { hash } from 'node:crypto';
import { AwsError, unsupported } from '../endpoint/error.ts';
import { json, parse, type Service } from '../endpoint/service.ts';
import { fromJson, isObject } from '../json.ts';
import { Requests } from '../models/requests.ts';
import { answerOf, type AnswerOptions } from './answers.ts';
import type { Cluster } from './clusters.ts';
import { invalid } from './errors.ts';
import { MysqlServer } from './mysql/mysql-server.ts';
import { readParameters, type SqlParameter } from './parameters.ts';
import { Rows, type Changes } from './result.ts';
import type { DatabaseName, DatabaseUser, Session, SqlServer } from './sql-server.ts';
import { SqliteServer } from './sqlite/sqlite-server.ts';
import { readStatement } from './statement.ts';
import { Transactions } from './transactions.ts';

/** The largest request (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api-calling.html). */
const mostBytes = 4 * 1024 * 1024;

// MySQL needs a name and a value for each parameter. In the model both are optional.
const requests = new Requests('rds-data', { SqlParameter: { required: ['name', 'value'] } });

interface ForDatabase {
  resourceArn: string;
  secretArn: string;
  database?: string;
  schema?: string;
}

interface Statement extends ForDatabase {
  sql: string;
  transactionId?: string;
  continueAfterTimeout?: boolean;
}

interface EndTransaction extends ForDatabase {
  transactionId: string;
}

// The model checks only the ARN's length.
const isCluster = /^arn:[\w-]+:rds:[\w-]*:\d*:cluster:./;

const paths: Record<string, string> = {
  '/Execute': 'ExecuteStatement',
  '/BatchExecute': 'BatchExecuteStatement',
  '/BeginTransaction': 'BeginTransaction',
  '/CommitTransaction': 'CommitTransaction',
  '/RollbackTransaction': 'RollbackTransaction',
};

export interface RdsDataOptions {
  clusters: Cluster[];
  /** The MySQL or MariaDB server that runs the statements. Without it SQLite does. */
  mysqlUrl?: string | undefined;
  /** The value of a secret of the stack; undefined for others, such as the master user's. */
  secretText?: (arn: string) => string | undefined;
  /** How long an unused transaction stays open. */
  idleMs?: number;
  statementMs?: number;
}

/**
 * The RDS Data API of Aurora Serverless v2 (https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/). A secret
 * of the stack names the user. Any other secret is taken for the master user's. Clusters outside the stack work, too.
 */
export class RdsData {
  readonly service: Service = {
    name: 'RDS Data API',
    matches: ({ method, signedFor }) => method === 'POST' && signedFor === 'rds-data',
    handle: async ({ url, body }) => json(200, await this.handle(url, body)),
  };
  readonly #server: SqlServer;
  readonly #transactions: Transactions;
  readonly #options: RdsDataOptions;
  #callsUntilAwake = 0;

  constructor(options: RdsDataOptions) {
    const { mysqlUrl, idleMs = 180_000 } = options;
    this.#options = options;
    this.#server = mysqlUrl ? new MysqlServer(mysqlUrl) : new SqliteServer();
    this.#transactions = new Transactions(idleMs);
  }

  /** Creates the databases that RDS creates with the clusters. Throws a Problem if the server cannot be used. */
  async createDatabases(): Promise<void> {
    for (const { arn, database } of this.#options.clusters)
      if (database !== undefined) await this.#server.createDatabase({ cluster: arn, name: database });
  }

  /** Makes the next calls that need the database fail as if it were auto-paused. */
  pause(calls: number): void {
    this.#callsUntilAwake = calls;
  }

  async stop(): Promise<void> {
    await this.#transactions.stop();
    await this.#server.stop();
  }

  async handle(path: string, body: Buffer): Promise<object> {
    if (body.length > mostBytes)
      throw new AwsError('RequestEntityTooLargeException', `The body is longer than ${mostBytes} bytes`, 413);
    const operation = paths[path];
    if (operation === undefined) throw unsupported(`POST ${path} of the RDS Data API`);
    return this.#operations[operation]!(requests.check(operation, parse(body)));
  }

  readonly #operations: Record<string, (request: never) => Promise<object>> = {
    ExecuteStatement: async (request: Statement & AnswerOptions & { parameters?: SqlParameter[] }) => {
      const [result] = await this.#run(request, [request.parameters ?? []]);
      return answerOf(result!, request);
    },

    BatchExecuteStatement: async (request: Statement & { parameterSets?: SqlParameter[][] }) => {
      const results = await this.#run(request, request.parameterSets ?? []);
      return {
        updateResults: results.map(result => {
          if (result instanceof Rows) throw invalid('A batch is for statements that return no rows.');
          return { generatedFields: result.generated };
        }),
      };
    },

    BeginTransaction: async (request: ForDatabase) => {
      const database = this.#database(request);
      this.#wake(database.cluster);
      const session = await this.#server.open(database);
      await session.begin().catch(async (error: unknown) => {
        await session.close();
        throw error;
      });
      return { transactionId: this.#transactions.add(database, session) };
    },

    CommitTransaction: async (request: EndTransaction) => {
      await this.#transactions.end(request.transactionId, this.#database(request).cluster, 'commit');
      return { transactionStatus: 'Transaction Committed' };
    },

    RollbackTransaction: async (request: EndTransaction) => {
      await this.#transactions.end(request.transactionId, this.#database(request).cluster, 'rollback');
      return { transactionStatus: 'Rollback Complete' };
    },
  };

  /** Runs a request's statement once for each set of parameters. */
  async #run(request: Statement, parameterSets: SqlParameter[][]): Promise<(Rows | Changes)[]> {
    const { sql, transactionId: id, continueAfterTimeout = false } = request;
    const database = this.#database(request);
    const { placeholders, isMultiple } = readStatement(sql);
    if (isMultiple) throw invalid("Multistatements aren't supported.");
    const commands = parameterSets.map(each => ({
      sql,
      placeholders,
      parameters: readParameters(each, placeholders),
      timeoutMs: this.#options.statementMs ?? 45_000,
      continueAfterTimeout,
    }));
    this.#wake(database.cluster);
    const work = async (session: Session) => {
      const results: (Rows | Changes)[] = [];
      for (const command of commands) results.push(await session.execute(command));
      return results;
    };
    // Some clients send an empty text for no transaction.
    if (id) return this.#transactions.use(id, database, work);
    const session = await this.#server.open(database);
    return work(session).finally(() => session.close());
  }

  #database({ resourceArn: cluster, secretArn, database, schema }: ForDatabase): DatabaseName {
    if (!isCluster.test(cluster)) throw invalid(`resourceArn is not the ARN of a cluster: ${cluster}`);
    if (schema !== undefined) throw invalid("The schema parameter isn't supported");
    if (this.#options.clusters.some(({ arn, hasDataApi }) => arn === cluster && !hasDataApi)) {
      throw new AwsError(
        'HttpEndpointNotEnabledException',
        `HttpEndpoint is not enabled for cluster ${cluster.split(':').at(-1)}`,
      );
    }
    const secret = this.#options.secretText?.(secretArn);
    return { cluster, name: database || undefined, user: secret === undefined ? undefined : userIn(secret) };
  }

  #wake(cluster: string): void {
    if (this.#callsUntilAwake === 0) return;
    this.#callsUntilAwake--;
    const instance = hash('sha256', cluster).slice(0, 26).toUpperCase();
    throw new AwsError(
      'DatabaseResumingException',
      `The Aurora DB instance db-${instance} is resuming after being `
        + 'auto-paused. Please wait a few seconds and try again.',
    );
  }
}

function userIn(secret: string): DatabaseUser {
  const user = fromJson(secret, () => undefined);
  if (isObject(user) && typeof user.username === 'string' && typeof user.password === 'string')
    return { username: user.username, password: user.password };
  throw new AwsError('InvalidSecretException', 'The secret lacks a username or a password');
}
