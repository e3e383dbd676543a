import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../testing/random.ts';
import { readRequest } from './request.ts';

test('a whole answer is read', () => {
  const answer = {
    subject: 'Deploy v2?',
    message: 'm',
    details: { a: [1] },
    requestedBy: 'r',
    approver: 'a',
    createdAt: 'c',
    expiresAt: 'e',
    status: 'approved',
    decidedBy: 'd',
    decidedAt: 't',
    comment: 'k',
    executionUrl: 'u',
  };
  assert.deepEqual(readRequest({ id: 'x', later: 'member', ...answer }), answer);
});

test('a status is enough', () => {
  const request = readRequest({ status: 'pending' });
  assert.deepEqual(
    Object.values(request ?? {}).filter((value) => value !== undefined),
    ['pending'],
  );
});

test('what is not a request is none', () => {
  const inherited = Object.create({ status: 'pending' }) as object;
  for (const body of [undefined, null, 1, 'pending', [], ['pending'], {}, { status: 1 }, { status: ' ' }, inherited]) {
    assert.equal(readRequest(body), undefined);
  }
});

test('a member of another type counts as absent', () => {
  const request = readRequest({
    status: 'pending',
    subject: { toString: 'x' },
    comment: 7,
    approver: ['a'],
    message: '\n',
  });
  assert.deepEqual([request?.subject, request?.comment, request?.approver, request?.message], Array(4).fill(undefined));
});

test('whatever the answer, each member is a text or absent', () => {
  const random = new Random(4);
  for (let i = 0; i < 10_000; i++) {
    const body = random.json(3);
    const request = readRequest(i % 2 === 0 ? body : { ...Object(body), status: random.json(1) });
    if (request === undefined) continue;
    for (const [name, value] of Object.entries(request)) {
      if (name !== 'details') assert.ok(value === undefined || typeof value === 'string', name);
    }
  }
});
