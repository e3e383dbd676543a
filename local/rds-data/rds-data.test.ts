import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { AwsEndpoint } from '../endpoint/endpoint.ts';
import { listen } from '../ports.ts';
import { aws, withoutAwsCli } from '../testing/aws-cli.ts';
import { stackOf } from '../testing/stack.ts';
import { clustersOf } from './clusters.ts';
import { RdsData } from './rds-data.ts';

const resourceArn = 'arn:aws:rds:us-east-1:000000000000:cluster:inventory';
const secretArn =
  'arn:aws:secretsmanager:us-east-1:000000000000:secret:' + 'rds!cluster-00000000-0000-0000-0000-000000000000-abcdef';
const cluster = (properties: object = {}) => ({
  Type: 'AWS::RDS::DBCluster',
  Properties: { Engine: 'aurora-mysql', EnableHttpEndpoint: true, ...properties },
});
const stack = stackOf({
  Cluster: cluster({ DBClusterIdentifier: 'Inventory', DatabaseName: 'supplierdb' }),
  Closed: cluster({ DBClusterIdentifier: 'closed', EnableHttpEndpoint: false }),
});
const api = new RdsData({ clusters: clustersOf(stack) });
after(() => api.stop());

const call = (path: string, input: object) =>
  api.handle(path, Buffer.from(JSON.stringify({ resourceArn, secretArn, ...input })));

describe('The Data API', () => {
  it('knows the clusters of the stack', async () => {
    assert.deepEqual(clustersOf(stack), [
      { arn: resourceArn, database: 'supplierdb', hasDataApi: true },
      { arn: resourceArn.replace('inventory', 'closed'), database: undefined, hasDataApi: false },
    ]);
    assert.throws(() => clustersOf(stackOf({ Other: cluster({ Engine: 'aurora-postgresql' }) })), {
      name: 'Problem',
      message: /^Other \(AWS::RDS::DBCluster\): Engine is aurora-postgresql/,
    });
    await assert.rejects(
      call('/Execute', { resourceArn: resourceArn.replace('inventory', 'closed'), sql: 'SELECT 1' }),
      { name: 'HttpEndpointNotEnabledException', message: 'HttpEndpoint is not enabled for cluster closed' },
    );
  });

  it('refuses what the service model does not allow', async () => {
    const value = { stringValue: 'x' };
    const sql = 'SELECT :a';
    const table: [input: object, name: string, message: RegExp][] = [
      [{ sql: undefined }, 'ValidationException', /Value null at 'sql' failed/],
      [{ sql, resourceArn: undefined }, 'ValidationException', /Value null at 'resourceArn' failed/],
      [{ sql, resourceArn: 'arn:aws:s3:::bucket' }, 'ValidationException', /^resourceArn is not the ARN of a clust/],
      [{ sql, secretArn: undefined }, 'ValidationException', /Value null at 'secretArn' failed/],
      [{ sql: 'x'.repeat(65_537) }, 'ValidationException', /at 'sql' failed .* less than or equal to 65536/],
      [{ sql, database: 'x'.repeat(65) }, 'ValidationException', /at 'database' failed/],
      [{ sql, schema: 'x' }, 'ValidationException', /^The schema parameter isn't supported$/],
      [{ sql: 'SELECT 1; SELECT 2' }, 'ValidationException', /^Multistatements aren't supported\.$/],
      [{ sql }, 'ValidationException', /^Cannot find parameter: a$/],
      [{ sql, parameters: [{ value }] }, 'ValidationException', /Value null at 'parameters\.1\.member\.name' failed/],
      [
        {
          sql,
          parameters: [
            { name: 'a', value },
            { name: 'a', value },
          ],
        },
        'ValidationException',
        /a is given twice/,
      ],
      [{ sql, parameters: [{ name: 'a' }] }, 'ValidationException', /Value null at 'parameters\.1\.member\.value'/],
      [{ sql, parameters: [{ name: 'a', value: {} }] }, 'ValidationException', /must have one value/],
      [{ sql, parameters: [{ name: 'a', value: { longValue: 1.5 } }] }, 'SerializationException', /be a whole number$/],
      [{ sql, parameters: [{ name: 'a', value: { arrayValue: {} } }] }, 'ValidationException', /^Array parameters are/],
      [{ sql, parameters: [{ name: 'a', value, typeHint: 'DATE' }] }, 'ValidationException', /a is not a DATE: x$/],
      [{ sql, parameters: [{ name: 'a', value, typeHint: 'INT' }] }, 'ValidationException', /at '.*typeHint' failed/],
      [{ sql, parameters: 'a' }, 'SerializationException', /^parameters must be a list$/],
      [{ sql, includeResultMetadata: 1 }, 'SerializationException', /^includeResultMetadata must be a boolean$/],
      [{ sql, formatRecordsAs: 'XML' }, 'ValidationException', /enum value set: \[NONE, JSON\]/],
    ];
    for (const [input, name, message] of table)
      await assert.rejects(call('/Execute', input), { name, message }, JSON.stringify(input).slice(0, 300));
    await assert.rejects(api.handle('/Execute', Buffer.alloc(5 * 2 ** 20)), { status: 413 });
    await assert.rejects(api.handle('/Execute', Buffer.from('{')), { name: 'SerializationException' });
    await assert.rejects(call('/ExecuteSql', {}), { name: 'UnknownOperationException', status: 501 });
  });

  it('is paused for the given number of calls', async () => {
    api.pause(2);
    const resuming = {
      name: 'DatabaseResumingException',
      status: 400,
      message: /^The Aurora DB instance db-[0-9A-F]{26} is resuming after being auto-paused\. Please wait a few sec/,
    };
    await assert.rejects(call('/BeginTransaction', {}), resuming);
    await assert.rejects(call('/Execute', { sql: 'SELECT 1' }), resuming);
    const answer = await call('/Execute', { sql: "SELECT 'awake'" });
    assert.deepEqual(answer, { numberOfRecordsUpdated: 0, records: [[{ stringValue: 'awake' }]] });
  });

  it('keeps the databases of clusters apart, and opens no other files', async () => {
    const other = { resourceArn: `${resourceArn}2` };
    await call('/Execute', { sql: 'CREATE TABLE mine (id INT)' });
    for (const input of [other, { database: 'other' }])
      await assert.rejects(call('/Execute', { sql: 'SELECT * FROM mine', ...input }), { message: /^no such table/ });
    for (const sql of ["ATTACH DATABASE 'other.sqlite' AS other", "VACUUM INTO 'other.sqlite'"])
      await assert.rejects(call('/Execute', { sql }), { name: 'DatabaseErrorException', message: /authoriz/ });
  });
});

describe('The AWS CLI', { skip: withoutAwsCli }, () => {
  let url: string;
  const endpoint = new AwsEndpoint({
    services: [api.service],
    s3: { handle: async () => {} },
    sessions: { find: () => undefined },
  });
  const server = createServer((request, response) => endpoint.handle(request, response));
  before(async () => {
    url = `http://localhost:${await listen(server, 'aws', 0)}`;
  });
  after(() => server.close());

  it('calls the Data API', async () => {
    const arns = ['--resource-arn', resourceArn, '--secret-arn', secretArn];
    const run = (operation: string, ...args: string[]) =>
      aws(url, 'rds-data', operation, ...arns, ...args) as Promise<Record<string, unknown>>;
    await call('/Execute', { sql: 'CREATE TABLE t (id BIGINT, price DECIMAL(8,2))', database: 'supplierdb' });
    const [{ transactionId }] = await Promise.all([
      run('begin-transaction', '--database', 'supplierdb') as Promise<{ transactionId: string }>,
      assert.rejects(
        run('execute-statement', '--sql', 'SELECT * FROM nowhere'),
        /\(DatabaseErrorException\) when calling the ExecuteStatement operation: no such table: nowhere/,
      ),
    ]);
    const inIt = ['--transaction-id', transactionId];
    await run(
      'execute-statement',
      ...inIt,
      '--sql',
      'INSERT INTO t VALUES (:id, 1.5)',
      '--parameters',
      '[{"name": "id", "value": {"longValue": 9007199254740993}}]',
    );
    const answer = await run(
      'execute-statement',
      ...inIt,
      '--sql',
      'SELECT price, CAST(id AS TEXT) FROM t',
      '--include-result-metadata',
    );
    assert.deepEqual(answer.records, [[{ stringValue: '1.50' }, { stringValue: '9007199254740993' }]]);
    assert.equal((answer.columnMetadata as { typeName: string }[])[0]!.typeName, 'DECIMAL');
    assert.deepEqual(await run('commit-transaction', ...inIt), { transactionStatus: 'Transaction Committed' });
  });
});
