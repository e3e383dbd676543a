import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkProblem } from './notices.ts';

test('a refused link and a service without an answer have different notices', () => {
  for (const status of [403, 404]) {
    assert.equal(linkProblem({ status, body: { message: 'no' } }).heading, 'This link does not work');
  }
  assert.equal(linkProblem({ status: 500, body: undefined }).heading, 'Something went wrong');
  assert.equal(linkProblem({ status: 0, body: undefined }).retry, true);
});
