import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saying } from '../testing/answers.ts';
import { closedAs, entry, pending, promised, reviewWith, told } from '../testing/review.ts';

test('opening a link only reads the request', async () => {
  const { review, one, calls, pages } = reviewWith(pending);
  await review.open(one);
  assert.deepEqual(calls, ['view id-1']);
  assert.deepEqual(told(pages), ['loading', 'form']);
});

test('without a request to open, the API is not called', async () => {
  const { review, calls, pages } = reviewWith();
  review.refuse({ tone: 'problem', heading: 'No', text: [] });
  await review.decide('approve', entry());
  assert.equal(await review.refresh(), 'done');
  await review.deliverAgain();
  assert.deepEqual(calls, []);
  assert.deepEqual(told(pages), ['No']);
});

test('after a closed request or a failed load there is no form and no decision', async () => {
  for (const answer of [
    closedAs('approved', 'b'),
    saying(403, 'no'),
    { status: 0, body: undefined },
    { status: 200, body: [] },
  ]) {
    const { review, one, calls, pages } = reviewWith(answer);
    await review.open(one);
    await review.decide('approve', entry());
    assert.equal(calls.length, 1);
    assert.equal(pages.at(-1)?.kind, 'notice');
  }
});

test('a decision is sent, then the record is read', async () => {
  const { review, one, calls, pages } = reviewWith(
    pending,
    saying(200, 'Workflow approved successfully'),
    closedAs('approved', 'a@example.com'),
  );
  await review.open(one);
  await review.decide('approve', entry('fine'));
  assert.deepEqual(calls.slice(1), ['approve id-1 "fine" {}', 'view id-1']);
  assert.deepEqual(told(pages), ['loading', 'form', 'sending', 'Approved']);
});

test('a decision counts even if the record cannot be read afterwards', async () => {
  const { review, one, pages } = reviewWith(pending, saying(200, 'Workflow rejected'), { status: 0, body: undefined });
  await review.open(one);
  await review.decide('reject', entry());
  assert.equal(told(pages).at(-1), 'Rejected');
});

test('a second press while the first is being sent does nothing', async () => {
  const post = promised();
  const { review, one, calls } = reviewWith(pending, post.answer, closedAs('approved', 'a@example.com'));
  await review.open(one);
  const first = review.decide('approve', entry());
  await review.decide('approve', entry());
  await review.decide('reject', entry());
  post.give(saying(200, 'Workflow approved successfully'));
  await first;
  await review.decide('reject', entry());
  assert.deepEqual(calls, ['view id-1', 'approve id-1 "" {}', 'view id-1']);
});

test('a failed decision can be sent again, or another one', async () => {
  for (const [status, heading] of [
    [0, 'No connection'],
    [429, 'Too many requests'],
    [500, 'Something went wrong'],
    [503, 'Your approval is not delivered yet'],
    [400, 'Your approval was not accepted'],
    [403, 'Your approval was not accepted'],
  ] as const) {
    const { review, one, calls, pages } = reviewWith(
      pending,
      { status, body: undefined },
      saying(200, ''),
      closedAs('rejected', 'a@example.com'),
    );
    await review.open(one);
    await review.decide('approve', entry('c'));
    await review.decide('reject', entry('c'));
    assert.deepEqual(calls.slice(1, 3), ['approve id-1 "c" {}', 'reject id-1 "c" {}']);
    assert.deepEqual(told(pages).slice(2), ['sending', `failed: ${heading}`, 'sending', 'Rejected']);
  }
});

test('a lost race shows who decided, and the unsent comment', async () => {
  const { review, one, calls, pages } = reviewWith(
    pending,
    saying(409, 'Already rejected'),
    closedAs('rejected', 'b@example.com'),
  );
  await review.open(one);
  await review.decide('approve', entry('my reasons'));
  await review.decide('approve', entry('my reasons'));
  assert.equal(calls.length, 3);
  const page = pages.at(-1);
  assert.ok(page?.kind === 'notice');
  assert.equal(page.notice.heading, 'Already rejected');
  assert.equal(page.notice.unsent, 'my reasons');
});

test('a decision that comes too late ends the review', async () => {
  for (const [status, after, heading] of [
    [410, [closedAs('expired', '')], 'This request expired'],
    [410, [{ status: 0, body: undefined }], 'This request is closed'],
  ] as const) {
    const { review, one, pages } = reviewWith(pending, saying(status, 'no'), ...after);
    await review.open(one);
    await review.decide('approve', entry('c'));
    await review.decide('approve', entry('c'));
    const page = pages.at(-1);
    assert.ok(page?.kind === 'notice');
    assert.deepEqual([page.notice.heading, page.notice.unsent], [heading, 'c']);
  }
});

test('a comment that is not in the record is shown as unsent, though the decision counts', async () => {
  const theirs = { status: 200, body: { status: 'approved', decidedBy: 'b', comment: 'theirs', approver: 'a' } };
  const mine = { status: 200, body: { status: 'approved', decidedBy: 'a', comment: 'mine', approver: 'a' } };
  for (const [record, unsent] of [
    [theirs, 'mine'],
    [mine, undefined],
    [pending, undefined],
    [{ status: 0, body: undefined }, undefined],
  ] as const) {
    const { review, one, pages } = reviewWith(pending, saying(200, 'Workflow approved successfully'), record);
    await review.open(one);
    await review.decide('approve', entry('mine'));
    const page = pages.at(-1);
    assert.ok(page?.kind === 'notice');
    assert.deepEqual([page.notice.heading, page.notice.unsent], ['Approved', unsent]);
  }
});

test('an answer for an earlier link is dropped', async () => {
  const slow = promised();
  const { review, one, two, pages } = reviewWith(slow.answer, closedAs('approved', 'b'));
  const first = review.open(one);
  await review.open(two);
  slow.give(pending);
  await first;
  await review.decide('approve', entry());
  assert.deepEqual(told(pages), ['loading', 'loading', 'Already approved']);
});

test('a decision that is being sent does not show in another link, nor block it', async () => {
  const post = promised();
  const { review, one, two, calls, pages } = reviewWith(
    pending,
    post.answer,
    pending,
    saying(200, ''),
    closedAs('rejected', 'a@example.com'),
    closedAs('approved', 'a@example.com'),
  );
  await review.open(one);
  const first = review.decide('approve', entry());
  await review.open(two);
  await review.decide('reject', entry());
  post.give(saying(200, ''));
  await first;
  assert.ok(calls.includes('reject id-2 "" {}'));
  assert.deepEqual(told(pages), ['loading', 'form', 'sending', 'loading', 'form', 'sending', 'Rejected']);
});
