import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer } from '../base/api.ts';
import { loadProblem } from './notices.ts';
import { Review, type Entry, type Page, type RequestApi } from './review.ts';

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
  const api = (id: string): RequestApi => ({
    view: () => next(`view ${id}`),
    decide: (decision, { comment, fields }) => next(`${decision} ${id} "${comment}" ${JSON.stringify(fields)}`),
  });
  const clock = { now: Date.parse('2026-11-20T10:00:00Z') };
  const review = new Review(
    loadProblem,
    (page) => pages.push(page),
    () => clock.now,
  );
  return { review, one: api('id-1'), two: api('id-2'), calls, pages, clock };
}

const entry = (comment = '', fields: Entry['fields'] = {}): Entry => ({ comment, fields });

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
  const { review, one, calls, pages } = reviewWith(pending);
  await review.open(one);
  assert.deepEqual(calls, ['view id-1']);
  assert.deepEqual(told(pages), ['loading', 'form']);
});

test('without anything to open, nothing is asked of the API', async () => {
  const { review, calls, pages } = reviewWith();
  review.refuse({ tone: 'problem', heading: 'No', text: [] });
  await review.decide('approve', entry());
  assert.equal(await review.refresh(), 'done');
  await review.deliverAgain();
  assert.deepEqual(calls, []);
  assert.deepEqual(told(pages), ['No']);
});

test('a closed request or a failed load shows no form, and nothing can be decided', async () => {
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

test('a decision counts although the record cannot be read after it', async () => {
  const { review, one, pages } = reviewWith(pending, saying(200, 'Workflow rejected'), { status: 0, body: undefined });
  await review.open(one);
  await review.decide('reject', entry());
  assert.equal(told(pages).at(-1), 'Rejected');
});

test('a second press while the first is on its way does nothing', async () => {
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

test('a lost race shows who won and gives the comment back', async () => {
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

test('a comment that the record does not have is given back, though the decision counts', async () => {
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

test('an answer for a link that is no longer open is not shown', async () => {
  const slow = promised();
  const { review, one, two, pages } = reviewWith(slow.answer, closedAs('approved', 'b'));
  const first = review.open(one);
  await review.open(two);
  slow.give(pending);
  await first;
  await review.decide('approve', entry());
  assert.deepEqual(told(pages), ['loading', 'loading', 'Already approved']);
});

test('a decision that is on its way when another link is opened does not show there, nor block it', async () => {
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

const members = { status: 'pending', approver: 'a@example.com', approvers: ['a@example.com', 'b@example.com'] };
const pendingWith = (more: object): Answer => ({ status: 200, body: { ...members, ...more } });
const decidedWith = (more: object): Answer => ({
  status: 200,
  body: { ...members, status: 'approved', decidedBy: 'a@example.com', decidedAt: '2026-11-20T09:59:58Z', ...more },
});

test('who cannot decide gets no form', async () => {
  const { review, one, calls, pages } = reviewWith(pendingWith({ cannotDecide: 'You asked for this yourself' }));
  await review.open(one);
  await review.decide('approve', entry());
  assert.equal(calls.length, 1);
  assert.deepEqual(told(pages), ['loading', 'Waiting for others']);
});

test('what was filled in goes with the decision', async () => {
  const { review, one, calls } = reviewWith(pending, saying(200, ''), closedAs('approved', 'a@example.com'));
  await review.open(one);
  await review.decide('approve', entry('c', { ticket: 'T-1', count: 2 }));
  assert.equal(calls[1], 'approve id-1 "c" {"ticket":"T-1","count":2}');
});

test('one approval of several is shown with what is missing, then the outcome when it comes', async () => {
  const approvals = [{ approver: 'a@example.com', comment: 'c' }];
  const { review, one, pages } = reviewWith(
    pendingWith({ requiredApprovals: 2 }),
    saying(200, 'Approval recorded: 1 of 2'),
    pendingWith({ requiredApprovals: 2, approvals }),
    decidedWith({ requiredApprovals: 2, approvals, decidedBy: 'b@example.com' }),
  );
  await review.open(one);
  await review.decide('approve', entry('c'));
  assert.equal(await review.refresh(), 'done');
  assert.deepEqual(told(pages), ['loading', 'form', 'sending', 'Approval recorded: 1 of 2', 'stale', 'Approved']);
  const last = pages.at(-1);
  assert.ok(last?.kind === 'notice' && last.live);
});

test('news is shown when there is any, and only then', async () => {
  const opened = pendingWith({ history: [{ event: 'opened' }] });
  const { review, one, pages } = reviewWith(pending, pending, opened, opened, closedAs('rejected', 'b@example.com'));
  await review.open(one);
  for (let i = 0; i < 3; i++) assert.equal(await review.refresh(), 'again');
  assert.equal(await review.refresh(), 'done');
  assert.deepEqual(
    told(pages).filter((kind) => kind !== 'stale'),
    ['loading', 'form', 'form', 'Already rejected'],
  );
});

test('a look that fails says so and leaves what is shown; the next one takes that back', async () => {
  const { review, one, pages } = reviewWith(pending, { status: 0, body: undefined }, saying(500, ''), pending);
  await review.open(one);
  assert.equal(await review.refresh(), 'failed');
  assert.equal(await review.refresh(), 'failed');
  assert.equal(await review.refresh(), 'again');
  assert.deepEqual(
    pages.slice(2).map((page) => page.kind === 'stale' && page.stale),
    [true, true, false],
  );
});

test('who may not see the request any more is shown it no longer', async () => {
  const { review, one, pages } = reviewWith(pending, saying(403, 'no'));
  await review.open(one);
  assert.equal(await review.refresh(), 'done');
  await review.decide('approve', entry());
  assert.equal(told(pages).at(-1), 'Something went wrong');
});

test('a look does not disturb a decision that is on its way', async () => {
  const look = promised();
  const post = promised();
  const { review, one, calls, pages } = reviewWith(pending, look.answer, post.answer, closedAs('approved', 'a@example.com'));
  await review.open(one);
  const looking = review.refresh();
  const deciding = review.decide('approve', entry());
  look.give(closedAs('expired', ''));
  assert.equal(await looking, 'again');
  assert.equal(await review.refresh(), 'again');
  post.give(saying(200, ''));
  await deciding;
  assert.equal(calls.length, 4);
  assert.deepEqual(told(pages), ['loading', 'form', 'sending', 'Approved']);
});

test('a decision that the execution has not heard can be delivered again, once it had time to', async () => {
  const unheard = decidedWith({ delivered: false, fields: [{ name: 'ticket' }], fieldValues: { ticket: 'T-1' } });
  const { review, one, calls, pages, clock } = reviewWith(unheard, unheard, unheard, saying(200, ''), decidedWith({}));
  const offered = () => pages.flatMap((page) => (page.kind === 'notice' ? [page.redeliver] : []));
  await review.open(one);
  assert.equal(await review.refresh(), 'again');
  assert.deepEqual(offered(), [false]);
  clock.now += 10_000;
  assert.equal(await review.refresh(), 'again');
  assert.deepEqual(offered(), [false, true]);
  await review.deliverAgain();
  assert.equal(calls[3], 'approve id-1 "" {"ticket":"T-1"}');
  assert.deepEqual(offered(), [false, true, false]);
  await review.deliverAgain();
  assert.equal(calls.length, 5);
});

test('a delivery that fails can be tried again', async () => {
  const unheard = { ...closedAs('rejected', 'b@example.com').body as object, delivered: false };
  const { review, one, calls, pages } = reviewWith(
    { status: 200, body: unheard },
    saying(503, 'Not delivered'),
    saying(200, ''),
    closedAs('rejected', 'b@example.com'),
  );
  await review.open(one);
  await review.deliverAgain();
  await review.deliverAgain();
  assert.deepEqual(calls.slice(1, 3), ['reject id-1 "" {}', 'reject id-1 "" {}']);
  assert.deepEqual(told(pages), [
    'loading',
    'Already rejected',
    'sending',
    'failed: Your rejection is not delivered yet',
    'sending',
    'Rejected',
  ]);
});
