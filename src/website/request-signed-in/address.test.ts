import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../testing/random.ts';
import { idIn } from './address.ts';
import { viewProblem } from './notices.ts';

const id = '7d2f0c1e-93ab-4c5d-8e6f-0123456789ab';

test('the address has one request id', () => {
  assert.equal(idIn(`#id=${id}`), id);
  assert.equal(idIn(`#id=${id.toUpperCase()}&later=x`), id);
  for (const hash of ['', '#', `#${id}`, '#id=', '#id=1', `#id=${id}&id=${id}`, `#id=${id}x`, `#id=../${id}`]) {
    assert.equal(idIn(hash), undefined, hash);
  }
  for (const address of [`%23id=${id}`, `%2523id%253D${id}`, `?%23id=${id}`, `?a=b%23id=${id}&amp;c=d`]) {
    assert.equal(idIn(`/approval.html${address}`), id, address);
  }
  const random = new Random(10);
  for (let i = 0; i < 10_000; i++) assert.equal(idIn(`#id=${random.text(40)}`), undefined);
});

test('a missing or forbidden request and a failure have different notices', () => {
  const heading = (status: number) => viewProblem({ status, body: { message: 'Ask for the group' } }).heading;
  assert.equal(heading(404), 'There is no such request');
  assert.equal(heading(400), 'There is no such request');
  assert.equal(heading(403), 'You may not see this request');
  assert.equal(heading(500), 'Something went wrong');
  assert.equal(heading(0), 'No connection');
  assert.deepEqual(viewProblem({ status: 403, body: { message: 'Ask for the group' } }).text, ['Ask for the group.']);
});
