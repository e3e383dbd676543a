/* A user that may only read, on both engines. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { engines, startApi } from './testing/engines.ts';

let users = 0;
const readerArn = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:reader-abcdef';

for (const engine of engines) {
  describe(`A user who may only read, on ${engine}`, () => {
    const start = async () => {
      const user = { username: `reader${++users}`, password: "it's a \\ secret" };
      const started = await startApi(engine, {
        secretText: arn => (arn === readerArn ? JSON.stringify(user) : undefined),
      });
      const literal = () => `'${user.password.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
      const name = `'${user.username}'@'%'`;
      return {
        ...started,
        user,
        read: (sql: string, input: object = {}) => started.sql(sql, { secretArn: readerArn, ...input }),
        create: () => started.sql(`CREATE USER IF NOT EXISTS ${name} IDENTIFIED BY ${literal()}`),
        alter: () => started.sql(`ALTER USER ${name} IDENTIFIED BY ${literal()}`),
        grant: () => started.sql(`GRANT SELECT ON \`${started.database}\`.* TO ${name}`),
      };
    };

    it('reads what is granted, also in a transaction, and is refused whatever writes', async () => {
      const { sql, read, call, create, alter, grant } = await start();
      await sql('CREATE TABLE t (id INT PRIMARY KEY)');
      await sql('INSERT INTO t VALUES (1)');
      for (let times = 0; times < 2; times++) for (const step of [create, alter, grant]) await step();
      const one = [[{ longValue: 1 }]];
      assert.deepEqual((await read('SELECT id FROM t')).records, one);
      const { transactionId } = await call('/BeginTransaction', { secretArn: readerArn });
      assert.deepEqual((await read('SELECT id FROM t', { transactionId })).records, one);
      await assert.rejects(read('DELETE FROM t', { transactionId }), { name: 'DatabaseErrorException' });
      await call('/RollbackTransaction', { secretArn: readerArn, transactionId });
      for (const statement of [
        'INSERT INTO t VALUES (2)',
        'UPDATE t SET id = 3',
        'DELETE FROM t',
        'DROP TABLE t',
        'CREATE TABLE u (id INT)',
        'CREATE INDEX i ON t (id)',
        "CREATE USER IF NOT EXISTS 'other'@'%' IDENTIFIED BY 'x'",
      ])
        await assert.rejects(read(statement), { name: 'DatabaseErrorException' }, statement);
      assert.deepEqual((await sql('SELECT id FROM t')).records, one);
    });

    it('needs the password that was set last, and the grant', async () => {
      const { sql, read, user, create, alter, grant } = await start();
      await sql('CREATE TABLE t (id INT PRIMARY KEY)');
      await create();
      user.password = 'another';
      await assert.rejects(read('SELECT id FROM t'), { message: /^Access denied for user/ });
      await alter();
      await assert.rejects(read('SELECT id FROM t'), { message: /denied/ });
      await grant();
      assert.deepEqual((await read('SELECT id FROM t')).records, []);
      user.password = 'not told';
      await assert.rejects(read('SELECT id FROM t'), { message: /^Access denied for user/ });
    });
  });
}
