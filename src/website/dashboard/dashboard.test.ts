import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer } from '../base/api.ts';
import { inTurn, none, type Answers } from '../testing/answers.ts';
import { Dashboard, type View } from './dashboard.ts';
import { NO_FILTER, type Filter } from './filter.ts';

const pendingOnly: Filter = { ...NO_FILTER, status: 'pending' };
/** A filter with one list. */
const rejectedOnly: Filter = { ...NO_FILTER, status: 'rejected' };
const item = (id: string, status = 'rejected') => {
  const createdAt = `2026-11-20T10:00:${id.slice(1)}Z`;
  return { id, status, subject: id, createdAt };
};
const page = (items: readonly object[], cursor?: string): Answer => ({ status: 200, body: { items, cursor } });

/** A dashboard whose API gives these answers in order. */
function dashboardWith(...answers: Answers) {
  const { calls: paths, next } = inTurn(answers);
  const views: View[] = [];
  const get = (path: string) => next(path.replace('api/approvals?', ''));
  const dashboard = new Dashboard(get, view => views.push(view));
  const last = () => views.at(-1)!;
  return { dashboard, paths, views, last };
}

const idsOf = (view: View) => view.lists.map(({ page }) => page?.items.map(({ id }) => id));

test('what waits for the reader comes first, then what waits for others, then past requests', async () => {
  const { dashboard, paths, views, last } = dashboardWith(
    page([item('i3', 'pending')]),
    page([item('i2', 'pending')]),
    page([item('i1', 'approved')]),
  );
  await dashboard.open(NO_FILTER);
  assert.deepEqual(
    paths,
    ['waitingForMe', 'waitingForOthers', 'past'].map(list => `status=${list}&limit=25`),
  );
  assert.deepEqual(idsOf(views[0]!), [undefined, undefined, undefined]);
  assert.deepEqual(idsOf(last()), [['i3'], ['i2'], ['i1']]);
  assert.equal(last().news, '');
});

test('a search announces the number of results', async () => {
  const found = dashboardWith(page([item('i2')]));
  await found.dashboard.open({ ...rejectedOnly, search: 'x' });
  assert.equal(found.last().news, 'Found: 1.');
  const nothing = dashboardWith(page([], 'c'));
  await nothing.dashboard.open({ ...rejectedOnly, search: 'x' });
  assert.equal(nothing.last().news, 'Nothing found.');
});

test('a failed load is explained and stops the updates', async () => {
  for (const [answer, heading] of [
    [none, 'No connection'],
    [{ status: 403, body: { message: 'Ask for the group' } }, 'You are not a reviewer yet'],
    [{ status: 429, body: undefined }, 'Too many requests'],
    [{ status: 500, body: undefined }, 'Something went wrong'],
    [{ status: 200, body: [] }, 'Something went wrong'],
  ] as const) {
    const { dashboard, last } = dashboardWith(page([]), answer);
    await dashboard.open(pendingOnly);
    assert.deepEqual([last().notice?.heading, last().lists], [heading, []]);
    assert.equal(await dashboard.refresh(), 'done');
  }
});

test('another’s decision moves a request and is announced', async () => {
  const [one, two, three] = ['i1', 'i2', 'i3'].map(id => item(id, 'pending'));
  const { dashboard, last } = dashboardWith(
    page([two!, one!]),
    page([]),
    page([]),
    page([three!, two!, one!]),
    // The three answers are not of one moment.
    page([one!]),
    page([{ ...item('i2', 'rejected'), decidedBy: 'b@x.y' }]),
  );
  await dashboard.open(NO_FILTER);
  assert.equal(await dashboard.refresh(), 'again');
  assert.deepEqual(idsOf(last()), [['i3'], ['i1'], ['i2']]);
  assert.equal(last().news, 'New: “i3”. “i2” is rejected by b@x.y.');
});

test('a failed update keeps the lists and marks them stale until the next update', async () => {
  const { dashboard, last } = dashboardWith(page([item('i1')]), none, page([item('i1')]));
  await dashboard.open(rejectedOnly);
  assert.equal(await dashboard.refresh(), 'failed');
  assert.deepEqual([last().stale, idsOf(last())], [true, [['i1']]]);
  assert.equal(await dashboard.refresh(), 'again');
  assert.equal(last().stale, false);
});

test('somebody who is no longer a reviewer no longer sees the lists', async () => {
  const { dashboard, last } = dashboardWith(page([item('i1')]), { status: 403, body: undefined });
  await dashboard.open(rejectedOnly);
  assert.equal(await dashboard.refresh(), 'done');
  assert.equal(last().notice?.heading, 'You are not a reviewer yet');
});

test('more items are appended, and later updates include them', async () => {
  const many = Array.from({ length: 30 }, (_, index) => item(`i${59 - index}`));
  const { dashboard, paths, last } = dashboardWith(page(many.slice(0, 25), 'c1'), page(many.slice(25)), page(many));
  await dashboard.open(rejectedOnly);
  await dashboard.more('past');
  assert.equal(last().news, '5 more.');
  await dashboard.refresh();
  assert.equal(last().news, '');
  assert.deepEqual(paths, [
    'status=rejected&limit=25',
    'status=rejected&limit=25&cursor=c1',
    'status=rejected&limit=30',
  ]);
  assert.equal(idsOf(last())[0]?.length, 30);
  await dashboard.more('past');
  assert.equal(paths.length, 3);
});

test('a failed load of more items is explained and can be repeated', async () => {
  const { dashboard, last } = dashboardWith(page([item('i2')], 'c1'), none, page([item('i1')]));
  await dashboard.open(rejectedOnly);
  await dashboard.more('past');
  assert.match(last().lists[0]?.problem ?? '', /network/);
  await dashboard.more('past');
  assert.deepEqual([last().lists[0]?.problem, idsOf(last())], [undefined, [['i2', 'i1']]]);
});

test('a second press while more items load does nothing', async () => {
  const slow = Promise.withResolvers<Answer>();
  const { dashboard, paths } = dashboardWith(page([item('i2')], 'c1'), slow.promise);
  await dashboard.open(rejectedOnly);
  const first = dashboard.more('past');
  await dashboard.more('past');
  slow.resolve(page([]));
  await first;
  assert.equal(paths.length, 2);
});

test('answers for an earlier filter are dropped', async () => {
  const slow = [Promise.withResolvers<Answer>(), Promise.withResolvers<Answer>()];
  const { dashboard, last } = dashboardWith(slow[0]!.promise, page([item('i1')]), slow[1]!.promise, page([item('i2')]));
  const first = dashboard.open({ ...NO_FILTER, status: 'approved', search: 'a' });
  await dashboard.open(rejectedOnly);
  slow[0]!.resolve(page([item('i9', 'approved')]));
  await first;
  assert.deepEqual(idsOf(last()), [['i1']]);
  const look = dashboard.refresh();
  await dashboard.open(rejectedOnly);
  slow[1]!.resolve(none);
  assert.equal(await look, 'again');
  assert.deepEqual([idsOf(last()), last().stale], [[['i2']], false]);
});
