import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer } from '../base/api.ts';
import { saying } from '../testing/answers.ts';
import { closedAs, entry, pending, promised, reviewWith, told } from '../testing/review.ts';

const members = { status: 'pending', approver: 'a@example.com', approvers: ['a@example.com', 'b@example.com'] };
const pendingWith = (more: object): Answer => ({ status: 200, body: { ...members, ...more } });
const decidedWith = (more: object): Answer => ({
  status: 200,
  body: { ...members, status: 'approved', decidedBy: 'a@example.com', decidedAt: '2026-11-20T09:59:58Z', ...more },
});

test('the history says that a person opened the request only after they used the page', async () => {
  const history = [{ event: 'opened', by: 'A@example.com' }];
  const { review, one, calls, pages } = reviewWith(
    pending,
    pending,
    pendingWith({ history }),
    pendingWith({ history }),
  );
  await review.open(one);
  await review.refresh();
  assert.deepEqual(calls, ['view id-1', 'view id-1']);
  await review.use();
  await review.use();
  await review.refresh();
  assert.deepEqual(calls.slice(2), ['view id-1, used', 'view id-1, used']);
  // That the reader reads is no news to them.
  assert.equal(told(pages).filter(kind => kind === 'form').length, 2);
});

test('a page that is used while it loads, or after the end, asks for nothing more', async () => {
  const slow = promised();
  const { review, one, calls } = reviewWith(slow.answer, closedAs('approved', 'b'));
  const opening = review.open(one);
  await review.use();
  slow.give(pending);
  await opening;
  await review.refresh();
  assert.deepEqual(calls, ['view id-1', 'view id-1, used']);
  const ended = reviewWith(closedAs('approved', 'b'));
  await ended.review.open(ended.one);
  await ended.review.use();
  assert.deepEqual(ended.calls, ['view id-1']);
});

test('a reader who cannot decide gets no form', async () => {
  const { review, one, calls, pages } = reviewWith(pendingWith({ cannotDecide: 'You asked for this yourself' }));
  await review.open(one);
  await review.decide('approve', entry());
  assert.equal(calls.length, 1);
  assert.deepEqual(told(pages), ['loading', 'Waiting for others']);
});

test('a requester gets the form to reject', async () => {
  const own = { requestedBy: 'a@example.com', cannotDecide: 'You asked for this yourself' };
  const { review, one, calls, pages } = reviewWith(
    pendingWith(own),
    saying(200, 'Workflow rejected'),
    closedAs('rejected', 'a@example.com'),
  );
  await review.open(one);
  await review.decide('reject', entry('no'));
  assert.equal(calls[1], 'reject id-1 "no" {}');
  assert.deepEqual(told(pages), ['loading', 'form', 'sending', 'Rejected']);
});

test('the entries are sent with the decision', async () => {
  const { review, one, calls } = reviewWith(pending, saying(200, ''), closedAs('approved', 'a@example.com'));
  await review.open(one);
  await review.decide('approve', entry('c', { ticket: 'T-1' }));
  assert.equal(calls[1], 'approve id-1 "c" {"ticket":"T-1"}');
});

test('one of several approvals is shown with what is missing, later with the outcome', async () => {
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

test('only changes are shown', async () => {
  const opened = pendingWith({ history: [{ event: 'opened' }] });
  const { review, one, pages } = reviewWith(pending, pending, opened, opened, closedAs('rejected', 'b@example.com'));
  await review.open(one);
  for (let i = 0; i < 3; i++) assert.equal(await review.refresh(), 'again');
  assert.equal(await review.refresh(), 'done');
  assert.deepEqual(
    told(pages).filter(kind => kind !== 'stale'),
    ['loading', 'form', 'form', 'Already rejected'],
  );
});

test('an expired request ends the updates, although it is not delivered', async () => {
  const { review, one } = reviewWith(pending, pendingWith({ status: 'expired', delivered: false }));
  await review.open(one);
  assert.equal(await review.refresh(), 'done');
});

test('a failed update keeps the page and marks it stale until the next update', async () => {
  const { review, one, pages } = reviewWith(pending, { status: 0, body: undefined }, saying(500, ''), pending);
  await review.open(one);
  assert.equal(await review.refresh(), 'failed');
  assert.equal(await review.refresh(), 'failed');
  assert.equal(await review.refresh(), 'again');
  assert.deepEqual(
    pages.slice(2).map(page => page.kind === 'stale' && page.stale),
    [true, true, false],
  );
});

test('after a 403 the request is hidden', async () => {
  const { review, one, pages } = reviewWith(pending, saying(403, 'no'));
  await review.open(one);
  assert.equal(await review.refresh(), 'done');
  await review.decide('approve', entry());
  assert.equal(told(pages).at(-1), 'Something went wrong');
});

test('an update does not disturb a decision that is being sent', async () => {
  const look = promised();
  const post = promised();
  const after = closedAs('approved', 'a@example.com');
  const { review, one, calls, pages } = reviewWith(pending, look.answer, post.answer, after);
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

test('an undelivered decision can be delivered again after a while', async () => {
  const unheard = decidedWith({ delivered: false, fields: [{ name: 'ticket' }], fieldValues: { ticket: 'T-1' } });
  const { review, one, calls, pages, clock } = reviewWith(unheard, unheard, unheard, saying(200, ''), decidedWith({}));
  const offered = () => pages.flatMap(page => (page.kind === 'notice' ? [page.redeliver] : []));
  await review.open(one);
  assert.equal(await review.refresh(), 'again');
  assert.deepEqual(offered(), [false]);
  clock.now += 10_000;
  assert.equal(await review.refresh(), 'again');
  assert.deepEqual(offered(), [false, true]);
  await review.deliverAgain();
  assert.equal(calls[3], 'approve id-1 "" {}');
  assert.deepEqual(offered(), [false, true, false]);
  await review.deliverAgain();
  assert.equal(calls.length, 5);
});

test('somebody else’s decision can be delivered again, too', async () => {
  const unheard = { ...(closedAs('approved', 'b@example.com').body as object), delivered: false };
  const { review, one, pages } = reviewWith(
    { status: 200, body: unheard },
    saying(409, 'Already approved by b@example.com'),
    closedAs('approved', 'b@example.com'),
  );
  await review.open(one);
  await review.deliverAgain();
  const page = pages.at(-1);
  assert.ok(page?.kind === 'notice');
  assert.deepEqual(page.notice.text, ['b@example.com approved this request.', 'The decision was delivered again.']);
});

test('a delivery that fails can be tried again', async () => {
  const unheard = { ...(closedAs('rejected', 'b@example.com').body as object), delivered: false };
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
    'Already rejected',
  ]);
  const last = pages.at(-1);
  assert.ok(last?.kind === 'notice');
  assert.equal(last.notice.text.at(-1), 'The decision was delivered again.');
});

test('a new address of the same image is not a change', async () => {
  const image = (key: string, url: string) => pendingWith({ image: { bucket: 'b', key, url } });
  const { review, one, pages } = reviewWith(image('k', '1'), image('k', '2'), image('l', '3'));
  await review.open(one);
  await review.refresh();
  assert.deepEqual(told(pages), ['loading', 'form', 'stale']);
  await review.refresh();
  assert.deepEqual(told(pages).slice(3), ['stale', 'form']);
});
