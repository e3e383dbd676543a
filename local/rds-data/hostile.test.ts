/* Random requests get the Data API's own errors, never an internal failure. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AwsError } from '../endpoint/error.ts';
import { hostile } from '../testing/hostile.ts';
import { cluster, engines, secretArn, startApi } from './testing/engines.ts';

const { below, pick, anything } = hostile(13, {
  names: [
    'resourceArn',
    'secretArn',
    'sql',
    'database',
    'schema',
    'parameters',
    'name',
    'value',
    'typeHint',
    'transactionId',
    'isNull',
    'longValue',
    'stringValue',
    'doubleValue',
    'blobValue',
    'booleanValue',
    'parameterSets',
    'resultSetOptions',
    'includeResultMetadata',
    'formatRecordsAs',
    'decimalReturnType',
  ],
  texts: [cluster.arn, secretArn, 'SELECT 1', 'SELECT :name', 'DATE', 'DECIMAL', 'JSON', 'x', 'AAAA', '1e5', "'"],
});
const paths = ['/Execute', '/BatchExecute', '/BeginTransaction', '/CommitTransaction', '/RollbackTransaction'];
/** Pieces of statements. Many combinations are valid. */
const words = [
  'SELECT',
  ':name',
  ':a',
  '1',
  "'",
  '"',
  '`',
  '*',
  'FROM',
  't',
  '(',
  ')',
  ',',
  '--',
  '/*',
  '*/',
  ';',
  '#',
  '\\',
  '\u0000',
  '\ud800',
  '🫘',
  '?',
  '?1',
  '@a',
  '$b',
  'NULL',
  'INSERT INTO t VALUES',
  'BEGIN',
  'COMMIT',
  'ROLLBACK',
  'SAVEPOINT s',
  'LIMIT',
  'PRAGMA table_info(t)',
  'EXPLAIN',
  'x',
  '9e999',
  '-',
  "X'00'",
  'ATTACH',
  'WITH',
  'AS',
  'VALUES',
  'USE mysql',
  'SET NAMES latin1',
];

for (const engine of engines) {
  test(`the Data API on ${engine} accepts or refuses random input`, async () => {
    const { api, sql } = await startApi(engine, { idleMs: 50 });
    await sql('CREATE TABLE t (id INT)');
    const cases = engine === 'SQLite' ? 3000 : 1500;
    let refused = 0;
    for (let n = 0; n < cases; n++) {
      const statement = Array.from({ length: 1 + below(6) }, () => pick(...words)).join(' ');
      const typeHint = pick(undefined, 'DATE', anything(0));
      const parameters = [{ name: pick('a', 'name'), value: anything(1), typeHint }];
      const own = { resourceArn: cluster.arn, secretArn, sql: pick<unknown>(statement, 'SELECT :name') };
      const input = pick<unknown>(
        anything(3),
        own,
        { ...own, ...Object(anything(2)) },
        { ...own, parameters },
        { ...own, parameterSets: [parameters] },
      );
      const body = pick(JSON.stringify(input) ?? '', JSON.stringify(input) ?? '', '{', '9'.repeat(400));
      try {
        await api.handle(pick(...paths), Buffer.from(body));
      } catch (error) {
        assert.ok(error instanceof AwsError && error.status < 500, `${(error as Error).stack} for ${body}`);
        refused++;
      }
    }
    assert.ok(refused > cases / 2 && refused < cases, String(refused));
  });
}
