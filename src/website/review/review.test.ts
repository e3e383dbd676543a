import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer } from '../base/api.ts';
import type { Decision, Link } from './link.ts';
import { Review, type Page } from './review.ts';

const link: Link = { id: 'id-1', key: 'key-1', decision: 'approve' };
const pending: Answer = { status: 200, body: { status: 'pending', subject: 'Deploy?', approver: 'a@example.com' } };
const closedAs = (status: string, decidedBy: string): Answer => ({
  status: 200,
  body: { status, decidedBy, approver: 'a@example.com' },
});
const saying = (status: number, message: string): Answer => ({ status, body: { message } });

/** A review whose API gives these answers in turn; `calls` is what it was asked, `pages` what was shown. */
function reviewWith(...answers: (Answer | Promise<Answer>)[]) {
  const calls: string[] = [];
  const pages: Page[] = [];
  const next = async (name: string): Promise<Answer> => {
    calls.push(name);
    const answer = answers.shift();
    assert.ok(answer !== undefined, `no answer for ${name}`);
    return answer;
  };
  const api = {
    view: (to: Link) => next(`view ${to.id} ${to.key}`),
    decide: (to: Link, decision: Decision, comment: string) => next(`${decision} ${to.id} "${comment}"`),
  };
  return { review: new Review(api, (page) => pages.push(page)), calls, pages };
}

/** The pages as words: the kind, and the heading of a notice or failure. */
const told = (pages: readonly Page[]) =>
  pages.map((page) =>
    page.kind === 'notice'
      ? page.notice.heading
      : page.kind === 'failed'
        ? `failed: ${page.failure.heading}`
        : page.kind,
  );

function promised(): { answer: Promise<Answer>; give: (answer: Answer) => void } {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  return { answer: promise, give: resolve };
}

test('opening a link reads the request, and that is all', async () => {
  const { review, calls, pages } = reviewWith(pending);
  await review.open(link);
  assert.deepEqual(calls, ['view id-1 key-1']);
  assert.deepEqual(told(pages), ['loading', 'form']);
});

test('a link that cannot work asks nothing of the API', async () => {
  const { review, calls, pages } = reviewWith();
  await review.open(undefined);
  await review.open({ ...link, key: undefined });
  await review.decide('approve', '');
  assert.deepEqual(calls, []);
  assert.deepEqual(told(pages), ['This link is not complete', 'Open the link in your mail again']);
});

test('a closed request or a failed load shows no form, and nothing can be decided', async () => {
  for (const answer of [
    closedAs('approved', 'b'),
    saying(403, 'no'),
    { status: 0, body: undefined },
    { status: 200, body: [] },
  ]) {
    const { review, calls, pages } = reviewWith(answer);
    await review.open(link);
    await review.decide('approve', '');
    assert.equal(calls.length, 1);
    assert.equal(pages.at(-1)?.kind, 'notice');
  }
});

test('a decision is sent, then the record is read', async () => {
  const { review, calls, pages } = reviewWith(
    pending,
    saying(200, 'Workflow approved successfully'),
    closedAs('approved', 'a@example.com'),
  );
  await review.open(link);
  await review.decide('approve', 'fine');
  assert.deepEqual(calls.slice(1), ['approve id-1 "fine"', 'view id-1 key-1']);
  assert.deepEqual(told(pages), ['loading', 'form', 'sending', 'Approved']);
});

test('a decision counts although the record cannot be read after it', async () => {
  const { review, pages } = reviewWith(pending, saying(200, 'Workflow rejected'), { status: 0, body: undefined });
  await review.open(link);
  await review.decide('reject', '');
  assert.equal(told(pages).at(-1), 'Rejected');
});

test('a second press while the first is on its way does nothing', async () => {
  const post = promised();
  const { review, calls } = reviewWith(pending, post.answer, closedAs('approved', 'a@example.com'));
  await review.open(link);
  const first = review.decide('approve', '');
  await review.decide('approve', '');
  await review.decide('reject', '');
  post.give(saying(200, 'Workflow approved successfully'));
  await first;
  await review.decide('reject', '');
  assert.deepEqual(calls, ['view id-1 key-1', 'approve id-1 ""', 'view id-1 key-1']);
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
    const { review, calls, pages } = reviewWith(
      pending,
      { status, body: undefined },
      saying(200, ''),
      closedAs('rejected', 'a@example.com'),
    );
    await review.open(link);
    await review.decide('approve', 'c');
    await review.decide('reject', 'c');
    assert.deepEqual(calls.slice(1, 3), ['approve id-1 "c"', 'reject id-1 "c"']);
    assert.deepEqual(told(pages).slice(2), ['sending', `failed: ${heading}`, 'sending', 'Rejected']);
  }
});

test('a lost race shows who won and gives the comment back', async () => {
  const { review, calls, pages } = reviewWith(
    pending,
    saying(409, 'Already rejected'),
    closedAs('rejected', 'b@example.com'),
  );
  await review.open(link);
  await review.decide('approve', 'my reasons');
  await review.decide('approve', 'my reasons');
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
    const { review, pages } = reviewWith(pending, saying(status, 'no'), ...after);
    await review.open(link);
    await review.decide('approve', 'c');
    await review.decide('approve', 'c');
    const page = pages.at(-1);
    assert.ok(page?.kind === 'notice');
    assert.deepEqual([page.notice.heading, page.notice.unsent], [heading, 'c']);
  }
});

test('a comment that the record does not have is given back, though the decision counts', async () => {
  const theirs = { status: 200, body: { status: 'approved', decidedBy: 'b', comment: 'theirs', approver: 'a' } };
  const mine = { status: 200, body: { status: 'approved', decidedBy: 'a', comment: 'mine', approver: 'a' } };
  for (const [record, unsent] of [
    [theirs, 'mine'],
    [mine, undefined],
    [pending, undefined],
    [{ status: 0, body: undefined }, undefined],
  ] as const) {
    const { review, pages } = reviewWith(pending, saying(200, 'Workflow approved successfully'), record);
    await review.open(link);
    await review.decide('approve', 'mine');
    const page = pages.at(-1);
    assert.ok(page?.kind === 'notice');
    assert.deepEqual([page.notice.heading, page.notice.unsent], ['Approved', unsent]);
  }
});

test('an answer for a link that is no longer open is not shown', async () => {
  const slow = promised();
  const { review, pages } = reviewWith(slow.answer, closedAs('approved', 'b'));
  const first = review.open(link);
  await review.open({ ...link, id: 'id-2' });
  slow.give(pending);
  await first;
  await review.decide('approve', '');
  assert.deepEqual(told(pages), ['loading', 'loading', 'Already approved']);
});

test('a decision that is on its way when another link is opened does not show there, nor block it', async () => {
  const post = promised();
  const { review, calls, pages } = reviewWith(
    pending,
    post.answer,
    pending,
    saying(200, ''),
    closedAs('rejected', 'a@example.com'),
    closedAs('approved', 'a@example.com'),
  );
  await review.open(link);
  const first = review.decide('approve', '');
  await review.open({ ...link, id: 'id-2' });
  await review.decide('reject', '');
  post.give(saying(200, ''));
  await first;
  assert.ok(calls.includes('reject id-2 ""'));
  assert.deepEqual(told(pages), ['loading', 'form', 'sending', 'loading', 'form', 'sending', 'Rejected']);
});
