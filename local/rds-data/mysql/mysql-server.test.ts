import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RdsData } from '../rds-data.ts';
import { cluster, secretArn, startApi } from '../testing/engines.ts';

const start = (mysqlUrl: string) => new RdsData({ clusters: [cluster], mysqlUrl });

describe('A MySQL server', () => {
  it('that cannot be used is reported with the name of its variable, without the password', async () => {
    for (const url of ['localhost:3306', 'postgres://localhost', 'x'])
      assert.throws(() => start(url), { name: 'Problem', message: /^MYSQL_URL is not the URL of a MySQL or MariaDB/ });
    const nowhere = start('mysql://root:secret@127.0.0.1:1');
    await assert.rejects(nowhere.createDatabases(), (error: Error) => {
      assert.match(error.message, /^The server of MYSQL_URL \(127\.0\.0\.1:1\) cannot be used: .*ECONNREFUSED/);
      return error.name === 'Problem' && !error.message.includes('secret');
    });
    const body = JSON.stringify({ resourceArn: cluster.arn, secretArn, sql: 'SELECT 1' });
    const unavailable = { name: 'DatabaseUnavailableException', status: 504 };
    for (const path of ['/Execute', '/BeginTransaction'])
      await assert.rejects(nowhere.handle(path, Buffer.from(body)), unavailable);
    await nowhere.stop();
  });

  it('uses the request’s database, else that of the URL', async () => {
    const first = await startApi('MariaDB');
    const {
      records: [[port, name] = []],
    } = await first.sql('SELECT @@port, DATABASE()');
    const database = String(name!.stringValue);
    const { sql } = await startApi('MariaDB', { mysqlUrl: `mysql://root@127.0.0.1:${port!.longValue}/${database}` });
    const current = async (input: object) => (await sql('SELECT DATABASE()', input)).records[0]![0]!.stringValue;
    assert.deepEqual([await current({ database: null }), await current({ database: '' })], [database, database]);
    assert.notEqual(await current({}), database);
    await assert.rejects(sql('SELECT 1', { database: 'nowhere`' }), {
      name: 'DatabaseErrorException',
      message: "Unknown database 'nowhere`'; Error code: 1049; SQLState: 42000",
    });
  });

  it('resets session variables after each statement', async () => {
    const { sql, call } = await startApi('MariaDB');
    await sql('CREATE TABLE t (id INT PRIMARY KEY)');
    for (const statement of [
      'SET @a = 1',
      "SET time_zone = '+05:00'",
      'CREATE TEMPORARY TABLE x (id INT)',
      'BEGIN',
      'USE mysql',
    ])
      await call('/Execute', { sql: statement });
    for (let n = 0; n < 5; n++) {
      const { records } = await sql('SELECT @a, @@time_zone, COUNT(*) FROM t');
      assert.deepEqual(records, [[{ isNull: true }, { stringValue: '+00:00' }, { longValue: 0 }]]);
    }
    await assert.rejects(sql('SELECT * FROM x'), { name: 'DatabaseErrorException' });
  });

  it('has types and ids that SQLite does not have', async () => {
    const { sql } = await startApi('MariaDB');
    await sql(`CREATE TABLE t (
      id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, u BIGINT UNSIGNED, bit1 BIT, bits BIT(12), size ENUM('s', 'm'),
      tags SET('a', 'b'), doc JSON, y YEAR, at TIMESTAMP(3) NULL, fixed CHAR(4), bin BINARY(2), var VARBINARY(9),
      long_text LONGTEXT, long_blob LONGBLOB, f FLOAT)`);
    const insert = `
      INSERT INTO t (u, bit1, bits, size, tags, doc, y, at, fixed, bin, var, long_text, long_blob, f) VALUES
      (9223372036854775807, b'1', b'100000001', 'm', 'a,b', '{"a": 1}', 2026, '2026-01-02 03:04:05.678', 'ab', 'x',
      'yz', REPEAT('x', 100000), REPEAT('y', 3), 3.14159)`;
    assert.deepEqual((await sql(insert)).generatedFields, [{ longValue: 1 }]);
    const several = await sql('INSERT INTO t (u) VALUES (1), (2), (3)');
    assert.deepEqual(several.generatedFields, [{ longValue: 2 }, { longValue: 3 }, { longValue: 4 }]);
    const { records, columnMetadata } = await sql('SELECT * FROM t WHERE id = 1', { includeResultMetadata: true });
    assert.deepEqual(records, [
      [
        { longValue: 1 },
        { longValue: 2 ** 63 },
        { booleanValue: true },
        { blobValue: 'AQE=' },
        { stringValue: 'm' },
        { stringValue: 'a,b' },
        { stringValue: '{"a": 1}' },
        { stringValue: '2026' },
        { stringValue: '2026-01-02 03:04:05.678' },
        { stringValue: 'ab' },
        { blobValue: 'eAA=' },
        { blobValue: 'eXo=' },
        { stringValue: 'x'.repeat(100_000) },
        { blobValue: 'eXl5' },
        { doubleValue: 3.14159 },
      ],
    ]);
    assert.deepEqual(
      columnMetadata.map(({ typeName }) => typeName),
      [
        'INT UNSIGNED',
        'BIGINT UNSIGNED',
        'BIT',
        'BIT',
        'ENUM',
        'SET',
        'JSON',
        'YEAR',
        'TIMESTAMP',
        'CHAR',
        'BINARY',
        'VARBINARY',
        'LONGTEXT',
        'LONGBLOB',
        'FLOAT',
      ],
    );
    assert.deepEqual(
      columnMetadata.slice(0, 2).map(({ isAutoIncrement, isSigned }) => [isAutoIncrement, isSigned]),
      [
        [true, false],
        [false, false],
      ],
    );
    await sql('UPDATE t SET u = 18446744073709551615 WHERE id = 1');
    await assert.rejects(sql('SELECT u FROM t'), {
      name: 'DatabaseErrorException',
      message: "Value '18,446,744,073,709,551,615' is outside of valid range for type java.lang.Long",
    });
    const { records: decimals } = await sql('SELECT CAST(u AS DECIMAL(20)) FROM t WHERE id = 1');
    assert.deepEqual(decimals, [[{ stringValue: '18446744073709551615' }]]);
    await assert.rejects(sql("SELECT ST_GeomFromText('POINT(1 1)')"), {
      name: 'UnsupportedResultException',
      message: 'The result contains the unsupported data type GEOMETRY.',
    });
  });
});
