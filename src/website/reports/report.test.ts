import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../testing/random.ts';
import { readPage, readReport } from './report.ts';

test('a report is read from the answer, also with no rows', () => {
  const report = { id: 'a', status: 'ready', requestedAt: 'r', generatedAt: 'g', rows: 0 };
  assert.deepEqual(readReport({ ...report, url: 'u' }), report);
  const running = { id: 'a', status: 'running', requestedAt: undefined, generatedAt: undefined, rows: undefined };
  assert.deepEqual(readReport({ id: 'a', status: 'running' }), running);
  for (const other of [undefined, null, [], 'x', {}, { id: 'a' }, { id: '', status: 'ready' }]) {
    assert.equal(readReport(other), undefined);
  }
});

test('for any answer, a report has an id and a status', () => {
  const random = new Random(15);
  for (let i = 0; i < 10_000; i++) {
    const odd = { id: random.json(1), status: random.json(1), requestedAt: random.json(1), rows: random.json(2) };
    const page = readPage({ items: [odd, random.json(2)], cursor: random.json(1) })!;
    assert.ok(['undefined', 'string'].includes(typeof page.cursor));
    for (const { id, status, requestedAt, rows } of page.reports) {
      assert.deepEqual([typeof id, typeof status], ['string', 'string']);
      assert.ok(['undefined', 'string'].includes(typeof requestedAt));
      assert.ok(rows === undefined || Number.isFinite(rows));
    }
  }
  for (const body of [undefined, null, [], {}, { items: 'x' }]) assert.equal(readPage(body), undefined);
});
