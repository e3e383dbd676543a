import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { until } from '../testing/stack.ts';
import { cluster, engines, startApi } from './testing/engines.ts';

for (const engine of engines) {
  const start = async (options: object = {}) => {
    const api = await startApi(engine, options);
    await api.sql('CREATE TABLE t (id INT PRIMARY KEY)');
    const count = async (transactionId?: string) => {
      const { records } = await api.sql('SELECT COUNT(*) FROM t', transactionId ? { transactionId } : {});
      return records[0]![0]!.longValue;
    };
    const insert = (id: number, transactionId?: string) =>
      api.sql(`INSERT INTO t VALUES (${id})`, transactionId ? { transactionId } : {});
    return { ...api, count, insert };
  };

  describe(`A transaction on ${engine}`, () => {
    it('is visible to others after a commit, but not after a rollback', async () => {
      const { begin, commit, rollback, count, insert } = await start();
      const first = await begin();
      await insert(1, first);
      assert.deepEqual([await count(first), await count()], [1, 0]);
      assert.deepEqual(await commit(first), { transactionStatus: 'Transaction Committed' });
      assert.equal(await count(), 1);
      const second = await begin();
      await insert(2, second);
      assert.deepEqual(await rollback(second), { transactionStatus: 'Rollback Complete' });
      assert.equal(await count(), 1);
    });

    it('sees the state at its first statement', async () => {
      const { begin, commit, count, insert } = await start();
      const [early, late] = [await begin(), await begin()];
      assert.equal(await count(early), 0);
      await insert(1);
      assert.deepEqual([await count(early), await count(late)], [0, 1]);
      await commit(early);
      await commit(late);
    });

    it('waits for another that writes the same row', async () => {
      const { begin, commit, count, insert } = await start();
      const [first, second] = [await begin(), await begin()];
      await insert(1, first);
      const waiting = insert(2, second).then(() => insert(1, second));
      waiting.catch(() => {});
      await setTimeout(30);
      await commit(first);
      await assert.rejects(waiting, { name: 'DatabaseErrorException', message: /Duplicate entry|UNIQUE|has written/ });
      await commit(second);
      assert.ok((await count()) === 1 || (await count()) === 2);
    });

    it('continues after a failed statement', async () => {
      const { sql, begin, commit, count, insert } = await start();
      const transactionId = await begin();
      await insert(1, transactionId);
      await assert.rejects(insert(1, transactionId), { name: 'DatabaseErrorException' });
      await assert.rejects(sql('SELECT * FROM nowhere', { transactionId }), { name: 'DatabaseErrorException' });
      await commit(transactionId);
      assert.equal(await count(), 1);
    });

    it('does not exist after its end, nor after the idle time', async () => {
      const { begin, commit, rollback, count, insert } = await start({ idleMs: 300 });
      const transactionId = await begin();
      const gone = (cause: RegExp) => ({ name: 'TransactionNotFoundException', status: 404, message: cause });
      await commit(transactionId);
      for (const again of [commit, rollback, count])
        await assert.rejects(again(transactionId), gone(/ is not found\. One previous call resulted in a termination/));
      const idle = await begin();
      await insert(1, idle);
      for (let n = 0; n < 4; n++) {
        await setTimeout(100);
        await count(idle);
      }
      await setTimeout(400);
      await assert.rejects(count(idle), gone(/ is not found\. Transaction may be expired\.$/));
      await assert.rejects(commit('nobody'), gone(/^Transaction nobody is not found/));
      assert.equal(await count(), 0);
      // Its locks are released.
      await insert(1);
    });

    it('belongs to a cluster and a database', async () => {
      const { call, begin, commit, rollback } = await start();
      const transactionId = await begin();
      const elsewhere = { transactionId, resourceArn: `${cluster.arn}2` };
      await assert.rejects(call('/CommitTransaction', elsewhere), { name: 'TransactionNotFoundException' });
      await assert.rejects(call('/Execute', { transactionId, sql: 'SELECT 1', database: 'other' }), {
        message: 'Database name is not the same as transaction',
      });
      await rollback(transactionId);
      const next = await begin();
      assert.deepEqual((await call('/Execute', { transactionId: next, sql: 'SELECT 1', database: null })).records, [
        [{ longValue: 1 }],
      ]);
      await commit(next);
    });

    it('runs beside many others', async () => {
      const { begin, commit, count } = await start();
      const ids = await Promise.all(Array.from({ length: 12 }, begin));
      assert.deepEqual(await Promise.all(ids.map(count)), Array(12).fill(0));
      assert.deepEqual(await Promise.all(Array.from({ length: 12 }, () => count())), Array(12).fill(0));
      await Promise.all(ids.map(commit));
    });

    it('does not keep a runner from stopping', async () => {
      const { api, begin, insert } = await start();
      await insert(1, await begin());
      await api.stop();
    });
  });
}

describe('A statement that waits', () => {
  it('on MariaDB blocks others in its transaction, and ends at the time-out', async () => {
    const { sql, begin, rollback } = await startApi('MariaDB', { statementMs: 300 });
    const transactionId = await begin();
    const sleeping = sql('SELECT SLEEP(20)', { transactionId });
    await assert.rejects(sql('SELECT 1', { transactionId }), {
      name: 'DatabaseErrorException',
      message: 'Transaction is still running a query',
    });
    await assert.rejects(sleeping, { name: 'StatementTimeoutException', message: 'Request timed out' });
    await rollback(transactionId);
    await assert.rejects(sql('SELECT SLEEP(20)'), { name: 'StatementTimeoutException' });
    const sleepers = "SELECT ID FROM information_schema.PROCESSLIST WHERE INFO = 'SELECT SLEEP(20)'";
    await until('nothing sleeps', async () => (await sql(sleepers)).records.length === 0);
  });

  it('on MariaDB continues after the time-out with continueAfterTimeout', async () => {
    const { sql } = await startApi('MariaDB', { statementMs: 100 });
    await sql('CREATE TABLE t (id INT PRIMARY KEY)');
    await assert.rejects(sql('INSERT INTO t SELECT SLEEP(0.5)', { continueAfterTimeout: true }), {
      name: 'StatementTimeoutException',
    });
    await until('it is there', async () => (await sql('SELECT * FROM t')).records.length === 1);
  });

  it('on SQLite ends at the time-out', async () => {
    const { sql, begin, commit } = await startApi('SQLite', { statementMs: 100 });
    await sql('CREATE TABLE t (id INT PRIMARY KEY)');
    const transactionId = await begin();
    await sql('INSERT INTO t VALUES (1)', { transactionId });
    await assert.rejects(sql('INSERT INTO t VALUES (2)'), { name: 'StatementTimeoutException' });
    const endless = 'WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n) SELECT i FROM n';
    await assert.rejects(sql(`${endless} WHERE i % 99999 = 0`), { name: 'StatementTimeoutException' });
    await commit(transactionId);
  });
});
