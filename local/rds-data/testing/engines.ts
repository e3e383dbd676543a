import { after, before } from 'node:test';
import { RdsData, type RdsDataOptions } from '../rds-data.ts';
import { startMariaDb, type MariaDb } from './mariadb.ts';

/* Runs the Data API on both engines while the tests of a file run. */

export interface Answer {
  records: Record<string, unknown>[][];
  columnMetadata: Record<string, unknown>[];
  formattedRecords: string;
  numberOfRecordsUpdated: number;
  generatedFields: object[];
  updateResults: object[];
  transactionId: string;
  transactionStatus: string;
}

export const cluster = {
  arn: 'arn:aws:rds:us-east-1:000000000000:cluster:inventory',
  database: 'supplierdb',
  hasDataApi: true,
};

export const secretArn = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:inventory-abcdef';

let mariaDb: MariaDb;
const started: RdsData[] = [];

before(async () => {
  mariaDb = await startMariaDb();
});
after(async () => {
  await Promise.all(started.map(each => each.stop()));
  await mariaDb.stop();
});

export type Engine = 'SQLite' | 'MariaDB';
export const engines: Engine[] = ['SQLite', 'MariaDB'];

let databases = 0;

/** A Data API with a new database, which is the requests' default. */
export async function startApi(engine: Engine, options: Partial<RdsDataOptions> = {}) {
  const database = `test${++databases}`;
  const mysqlUrl = engine === 'MariaDB' ? mariaDb.url : undefined;
  const api = new RdsData({ clusters: [{ ...cluster, database }], mysqlUrl, ...options });
  started.push(api);
  await api.createDatabases();
  const call = async (path: string, input: object = {}): Promise<Answer> => {
    const request = { resourceArn: cluster.arn, secretArn, database, ...input };
    return JSON.parse(JSON.stringify(await api.handle(path, Buffer.from(JSON.stringify(request))))) as Answer;
  };
  return {
    api,
    database,
    call,
    sql: (sql: string, input: object = {}) => call('/Execute', { sql, ...input }),
    begin: async () => (await call('/BeginTransaction')).transactionId,
    commit: (transactionId: string) => call('/CommitTransaction', { transactionId }),
    rollback: (transactionId: string) => call('/RollbackTransaction', { transactionId }),
  };
}

/** A statement's parameters, from an object with their values by name. */
export const parameters = (values: Record<string, object>, hints: Record<string, string> = {}) =>
  Object.entries(values).map(([name, value]) => ({ name, value, ...(name in hints && { typeHint: hints[name] }) }));
