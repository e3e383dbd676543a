/* Answers that are the same on both engines. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { engines, parameters, startApi } from './testing/engines.ts';

const types = `CREATE TABLE types (
  id INT PRIMARY KEY, tiny TINYINT, flag BOOLEAN, big BIGINT, share DOUBLE, price DECIMAL(8,2), whole DECIMAL(5),
  name VARCHAR(40) NOT NULL, notes TEXT, bytes BLOB, day DATE, at DATETIME, clock TIME
)`;
const full = `INSERT INTO types VALUES (1, -5, TRUE, 9223372036854775807, 0.1, 18.5, 7, 'Grüße 🫘', 'it''s', X'00FF',
  '2026-11-21', '2026-11-21 04:05:06', '04:05:06')`;
const empty = "INSERT INTO types (id, name) VALUES (2, '')";

for (const engine of engines) {
  describe(`The Data API on ${engine}`, () => {
    it('answers each type in its form', async () => {
      const { sql, call } = await startApi(engine);
      await sql(types);
      assert.equal((await sql(full)).numberOfRecordsUpdated, 1);
      await sql(empty);
      const { records, ...others } = await sql('SELECT * FROM types ORDER BY id');
      assert.deepEqual(others, { numberOfRecordsUpdated: 0 });
      assert.deepEqual(records[0], [
        { longValue: 1 },
        { longValue: -5 },
        { booleanValue: true },
        { longValue: 2 ** 63 },
        { doubleValue: 0.1 },
        { stringValue: '18.50' },
        { stringValue: '7' },
        { stringValue: 'Grüße 🫘' },
        { stringValue: "it's" },
        { blobValue: 'AP8=' },
        { stringValue: '2026-11-21' },
        { stringValue: '2026-11-21 04:05:06' },
        { stringValue: '04:05:06' },
      ]);
      const nothing = { isNull: true };
      assert.deepEqual(records[1], [
        { longValue: 2 },
        ...Array(6).fill(nothing),
        { stringValue: '' },
        ...Array(5).fill(nothing),
      ]);
      const exact = await call('/Execute', { sql: 'SELECT big FROM types WHERE id = 1', formatRecordsAs: 'JSON' });
      assert.equal(exact.formattedRecords, '[{"big":9223372036854775807}]');
    });

    it('reads TINYINT(1) as yes or no, whatever number it holds', async () => {
      const { sql } = await startApi(engine);
      await sql(types);
      const [flags, expected] = [
        [2, -1, -5, 0],
        [true, true, false, false],
      ];
      for (const [id, flag] of flags.entries())
        await sql(`INSERT INTO types (id, flag, name) VALUES (${id}, ${flag}, '')`);
      const { records } = await sql('SELECT flag, CAST(flag AS SIGNED) FROM types ORDER BY id');
      assert.deepEqual(
        records,
        flags.map((flag, index) => [{ booleanValue: expected[index] }, { longValue: flag }]),
      );
      const others = await sql(
        'WITH report (c0, c1) AS (\nSELECT id, flag FROM types ORDER BY id\n) '
          + 'SELECT 1 FROM report WHERE c1 NOT IN (0, 1) LIMIT 1',
      );
      assert.equal(others.records.length, 1);
    });

    it('describes columns as MySQL does', async () => {
      const { sql } = await startApi(engine);
      await sql(types);
      await sql(full);
      const { columnMetadata } = await sql(
        'SELECT id, price AS `Price (EUR)`, name, day, COUNT(*) AS n FROM types GROUP BY id, price, name, day',
        { includeResultMetadata: true },
      );
      const common = {
        arrayBaseColumnType: 0,
        isAutoIncrement: false,
        isCaseSensitive: false,
        isCurrency: false,
        isSigned: false,
        schemaName: '',
        tableName: 'types',
        scale: 0,
      };
      assert.deepEqual(
        columnMetadata.map(({ nullable: _, ...column }) => column),
        [
          { ...common, label: 'id', name: 'id', type: 4, typeName: 'INT', precision: 10, isSigned: true },
          {
            ...common,
            label: 'Price (EUR)',
            name: 'price',
            type: 3,
            typeName: 'DECIMAL',
            precision: 8,
            scale: 2,
            isSigned: true,
          },
          { ...common, label: 'name', name: 'name', type: 12, typeName: 'VARCHAR', precision: 40 },
          { ...common, label: 'day', name: 'day', type: 91, typeName: 'DATE', precision: 10 },
          {
            ...common,
            label: 'n',
            name: 'n',
            type: -5,
            typeName: 'BIGINT',
            precision: columnMetadata[4]!.precision,
            isSigned: true,
            tableName: '',
          },
        ],
      );
      const plain = await sql('SELECT price, name FROM types', { includeResultMetadata: true });
      assert.deepEqual(
        plain.columnMetadata.map(({ nullable }) => nullable),
        [1, 0],
      );
    });

    it('answers in the form that the request asks for', async () => {
      const { sql } = await startApi(engine);
      await sql(types);
      await sql(full);
      const ask = 'SELECT id, price, whole, notes, bytes, tiny FROM types';
      const resultSetOptions = { decimalReturnType: 'DOUBLE_OR_LONG', longReturnType: 'STRING' };
      const { records } = await sql(ask, { resultSetOptions });
      assert.deepEqual(records, [
        [
          { stringValue: '1' },
          { doubleValue: 18.5 },
          { longValue: 7 },
          { stringValue: "it's" },
          { blobValue: 'AP8=' },
          { stringValue: '-5' },
        ],
      ]);
      const formatted = await sql(ask, { formatRecordsAs: 'JSON', includeResultMetadata: true });
      assert.deepEqual(formatted, {
        numberOfRecordsUpdated: 0,
        formattedRecords: '[{"id":1,"price":"18.50","whole":"7","notes":"it\'s","bytes":"AP8=","tiny":-5}]',
      });
      await assert.rejects(sql('SELECT 1 AS a, 2 AS a', { formatRecordsAs: 'JSON' }), { message: /^Duplicate column/ });
    });

    it('accepts parameters of all types at any position', async () => {
      const { sql } = await startApi(engine);
      await sql(types);
      const given = {
        id: { longValue: 3 },
        flag: { booleanValue: true },
        share: { doubleValue: -0.25 },
        bytes: { blobValue: 'AAEC' },
        price: { stringValue: '-1.50' },
        name: { stringValue: "Robert'); DROP\\ `x` :id -- ü" },
        nothing: { isNull: true },
        day: { stringValue: '2026-02-28' },
        at: { stringValue: '2026-02-28 23:59:59' },
        clock: { stringValue: '23:59:59' },
      };
      const hints = { price: 'DECIMAL', day: 'DATE', at: 'TIMESTAMP', clock: 'TIME', name: 'JSON' };
      await sql(
        `INSERT INTO types (id, flag, share, bytes, price, name, notes, day, at, clock)
        VALUES (:id, :flag, :share, :bytes, :price, :name, :nothing, :day, :at, :clock)`,
        { parameters: parameters(given, hints) },
      );
      const { records } = await sql(
        `SELECT id, flag, share, bytes, price, name, notes, day, at, clock FROM types
        WHERE id = :id AND name = :name AND price < :price + 1 AND :id = 3 LIMIT :id OFFSET :zero`,
        { parameters: parameters({ ...given, zero: { longValue: 0 } }, hints) },
      );
      assert.deepEqual(records, [
        [
          given.id,
          given.flag,
          given.share,
          given.bytes,
          given.price,
          given.name,
          given.nothing,
          given.day,
          given.at,
          given.clock,
        ],
      ]);
    });

    it('accepts whole numbers of 64 bits', async () => {
      const { api } = await startApi(engine);
      const body =
        '{"resourceArn": "arn:aws:rds:us-east-1:0:cluster:inventory", '
        + '"secretArn": "arn:aws:secretsmanager:us-east-1:0:secret:s", "sql": "SELECT :n AS n", '
        + '"parameters": [{"name": "n", "value": {"longValue": -9223372036854775807}}]}';
      const answer = JSON.stringify(await api.handle('/Execute', Buffer.from(body)));
      assert.equal(answer, '{"numberOfRecordsUpdated":0,"records":[[{"longValue":-9223372036854775807}]]}');
    });

    it('runs a statement with several sets of parameters', async () => {
      const { call, sql } = await startApi(engine);
      await sql(types);
      const sets = [1, 2, 3].map(n => parameters({ id: { longValue: n }, name: { stringValue: `n${n}` } }));
      const { updateResults } = await call('/BatchExecute', {
        sql: 'INSERT INTO types (id, name) VALUES (:id, :name)',
        parameterSets: sets,
      });
      assert.deepEqual(updateResults, Array(3).fill({ generatedFields: [] }));
      const { records } = await sql('SELECT COUNT(*) FROM types');
      assert.deepEqual(records, [[{ longValue: 3 }]]);
      await assert.rejects(call('/BatchExecute', { sql: 'SELECT 1', parameterSets: [[]] }), {
        name: 'ValidationException',
      });
    });

    it('counts the changed rows', async () => {
      const { sql } = await startApi(engine);
      const counts: number[] = [];
      for (const statement of [
        types,
        full,
        empty,
        "UPDATE types SET notes = 'x'",
        'DELETE FROM types WHERE id = 1',
        'DELETE FROM types WHERE id = 9',
        'DROP TABLE types',
      ])
        counts.push((await sql(statement)).numberOfRecordsUpdated);
      assert.deepEqual(counts, [0, 1, 1, 2, 1, 0, 0]);
    });

    it('refuses a result of more than 1 MiB, and the transaction continues', async () => {
      const { sql, begin, commit } = await startApi(engine);
      const numbers = (rows: number) => `
        WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
        SELECT '${'x'.repeat(1042)}' FROM n`;
      const transactionId = await begin();
      // A row counts 1,042 bytes, 4 for the field and 2 for the row.
      await assert.rejects(sql(numbers(1001), { transactionId }), {
        name: 'UnsupportedResultException',
        message: 'The result exceeds the size limit 1 MB.',
      });
      assert.equal((await sql(numbers(1000), { transactionId })).records.length, 1000);
      await commit(transactionId);
    });

    it('passes on the engine’s error message', async () => {
      const { sql } = await startApi(engine);
      for (const statement of ['SELECT * FROM nowhere', 'SELECT FROM', '', ' ', "SELECT '"])
        await assert.rejects(sql(statement), { name: 'DatabaseErrorException', status: 400, message: /./ }, statement);
      await assert.rejects(sql('SELECT * FROM nowhere'), {
        message:
          engine === 'SQLite'
            ? 'no such table: nowhere'
            : /^Table 'test\d+\.nowhere' doesn't exist; Error code: 1146; SQLState: 42S02$/,
      });
    });
  });
}
