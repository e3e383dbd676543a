import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer } from '../base/api.ts';
import { inTurn, none, saying, type Answers } from '../testing/answers.ts';
import { REUSED } from './notices.ts';
import { Reports, type View } from './reports.ts';

const report = (id: string, status = 'ready') => ({ id, status, requestedAt: '2026-11-20T10:00:00.000Z' });
const list = (items: readonly object[], cursor?: string): Answer => ({ status: 200, body: { items, cursor } });
const one = (id: string, status: string, more: object = {}): Answer => ({
  status: 200,
  body: { ...report(id, status), ...more },
});
const accepted = (id: string): Answer => ({ status: 202, body: { id } });

/** A page whose API gives these answers in order. */
function pageWith(...answers: Answers) {
  const { calls, next } = inTurn(answers);
  const views: View[] = [];
  const clock = { now: Date.parse('2026-11-20T10:00:00Z') };
  const api = {
    list: (cursor?: string) => next(cursor === undefined ? 'list' : `list ${cursor}`),
    view: (id: string) => next(`view ${id}`),
    request: () => next('request'),
  };
  const page = new Reports(
    api,
    view => views.push(view),
    () => clock.now,
  );
  const last = () => views.at(-1)!;
  const shown = () => last().reports.map(({ id, status }) => `${id} ${status}`);
  return { page, calls, views, last, shown, clock };
}

test('past reports are loaded, in the order of the answer', async () => {
  const { page, views, last, shown } = pageWith(list([report('b'), report('a', 'failed')]));
  await page.open();
  assert.deepEqual([views[0]?.loading, views[0]?.reports], [true, []]);
  assert.deepEqual([last().loading, shown(), last().news], [false, ['b ready', 'a failed'], '']);
});

test('a failed load is explained and stops the updates until it is repeated', async () => {
  for (const [answer, heading] of [
    [none, 'No connection'],
    [saying(403), 'Something went wrong'],
    [saying(429), 'Too many requests'],
    [saying(500), 'Something went wrong'],
    [{ status: 200, body: {} }, 'Something went wrong'],
  ] as const) {
    const { page, last, shown } = pageWith(answer, list([report('a')]));
    await page.open();
    assert.equal(last().notice?.heading, heading);
    assert.equal(await page.refresh(), 'done');
    await page.open();
    assert.deepEqual([last().notice, shown()], [undefined, ['a ready']]);
  }
});

test('a requested report is running at once, also before it exists, and then ready', async () => {
  const { page, calls, last, shown, clock } = pageWith(
    list([report('a')]),
    accepted('b'),
    saying(404),
    one('b', 'running'),
    one('b', 'ready', { generatedAt: '2026-11-20T10:00:07.000Z', rows: 27 }),
  );
  await page.open();
  assert.equal(await page.refresh(), 'again');
  assert.equal(await page.request(), undefined);
  assert.deepEqual([shown(), last().news], [['b running', 'a ready'], 'The report is being made.']);
  clock.now += 3_000;
  assert.equal(await page.refresh(), 'again');
  assert.deepEqual([shown(), last().news], [['b running', 'a ready'], '']);
  await page.refresh();
  assert.deepEqual(shown(), ['b running', 'a ready']);
  await page.refresh();
  assert.deepEqual([shown(), last().news], [['b ready', 'a ready'], 'The report is ready.']);
  assert.equal(last().reports[0]?.rows, 27);
  assert.equal(await page.refresh(), 'again');
  assert.deepEqual(calls, ['list', 'request', 'view b', 'view b', 'view b']);
});

test('a report that fails, does not start within a minute, or no longer exists is shown as failed', async () => {
  const { page, last, shown, clock } = pageWith(
    list([report('old', 'running')]),
    accepted('b'),
    accepted('c'),
    one('c', 'failed'),
    saying(404),
    saying(404),
    saying(404),
  );
  await page.open();
  await page.request();
  await page.request();
  await page.refresh();
  assert.deepEqual(shown(), ['c failed', 'b running', 'old failed']);
  assert.equal(last().news, 'The report could not be made.');
  clock.now += 60_000;
  await page.refresh();
  assert.deepEqual(shown(), ['c failed', 'b failed', 'old failed']);
});

test('a failed update keeps the reports and marks them stale until the next update', async () => {
  const { page, last, shown } = pageWith(
    list([report('b', 'running'), report('a', 'running')]),
    one('b', 'ready'),
    none,
    { status: 200, body: {} },
    one('a', 'ready'),
  );
  await page.open();
  assert.equal(await page.refresh(), 'failed');
  assert.deepEqual([last().stale, shown()], [true, ['b ready', 'a running']]);
  assert.equal(await page.refresh(), 'failed');
  assert.equal(await page.refresh(), 'again');
  assert.deepEqual([last().stale, shown()], [false, ['b ready', 'a ready']]);
});

test('a second request at another moment follows the first report, shown or not', async () => {
  const { page, calls, last, shown } = pageWith(
    list([report('a')]),
    accepted('b'),
    one('x', 'running'),
    one('x', 'ready'),
    accepted('c'),
    one('x', 'ready'),
    accepted('d'),
  );
  await page.open();
  await page.request();
  await page.refresh();
  assert.deepEqual([shown(), last().note, last().news], [['x running', 'a ready'], REUSED, REUSED]);
  await page.refresh();
  assert.deepEqual([shown(), last().note], [['x ready', 'a ready'], REUSED]);
  await page.request();
  assert.deepEqual([shown(), last().note], [['c running', 'x ready', 'a ready'], '']);
  await page.refresh();
  assert.deepEqual([shown(), last().note], [['x ready', 'a ready'], REUSED]);
  assert.equal(last().news, `${REUSED} The report is ready.`);
  await page.request();
  assert.equal(last().note, '');
  assert.deepEqual(calls.slice(2), ['view b', 'view x', 'request', 'view c', 'request']);
});

test('a second request while a report is being made is answered with that report', async () => {
  const { page, last, shown } = pageWith(list([]), accepted('b'), accepted('b'), one('b', 'ready'));
  await page.open();
  await page.request();
  assert.deepEqual([shown(), last().note], [['b running'], '']);
  await page.request();
  assert.deepEqual([shown(), last().note, last().news], [['b running'], REUSED, REUSED]);
  await page.refresh();
  assert.deepEqual(shown(), ['b ready']);
});

test('a refused request is explained and changes nothing', async () => {
  for (const [answer, reason] of [
    [none, /does not make a second report while the first is being made/],
    [saying(409, 'You requested a report less than two minutes ago.'), /^You requested a report less than two/],
    [saying(503, 'The report could not be started. Try again in a moment.'), /^The report could not be started\./],
    [saying(429), /busy/],
    [saying(500), /service failed/],
    [{ status: 202, body: {} }, /unexpected answer/],
  ] as const) {
    const { page, shown } = pageWith(list([report('a')]), answer);
    await page.open();
    assert.match((await page.request()) ?? '', reason);
    assert.deepEqual(shown(), ['a ready']);
  }
});

test('two presses at once make one request', async () => {
  const slow = Promise.withResolvers<Answer>();
  const { page, calls, shown } = pageWith(slow.promise, accepted('c'));
  const both = [page.request(), page.request()];
  slow.resolve(accepted('b'));
  assert.deepEqual(await Promise.all(both), [undefined, undefined]);
  await page.request();
  assert.deepEqual(
    [calls, shown()],
    [
      ['request', 'request'],
      ['c running', 'b running'],
    ],
  );
});

test('a report that is requested during the first load stays', async () => {
  const slow = Promise.withResolvers<Answer>();
  const { page, shown } = pageWith(slow.promise, accepted('b'));
  const opened = page.open();
  await page.request();
  slow.resolve(list([report('b', 'running'), report('a')]));
  await opened;
  assert.deepEqual(shown(), ['b running', 'a ready']);
});

test('older reports are appended, and a failed load can be repeated', async () => {
  const { page, calls, last, shown } = pageWith(
    list([report('c')], 'c1'),
    none,
    list([report('c'), report('b')], 'c2'),
    list([]),
  );
  await page.open();
  await Promise.all([page.more(), page.more()]);
  assert.match(last().problem ?? '', /network/);
  await page.more();
  assert.deepEqual([last().problem, shown(), last().news], [undefined, ['c ready', 'b ready'], '1 more.']);
  await page.more();
  assert.deepEqual([last().cursor, last().news], [undefined, 'No more.']);
  await page.more();
  assert.deepEqual(calls, ['list', 'list c1', 'list c1', 'list c2']);
});

test('a report opens at a new http or https address, or the problem is explained', async () => {
  const url = 'https://b.s3.example/reports/a.html?X-Amz-Expires=300';
  const { page } = pageWith(one('a', 'ready', { url }));
  assert.deepEqual(await page.address('a'), { url });
  for (const [answer, reason] of [
    [one('a', 'ready', { url: 'javascript:alert(1)' }), /unexpected answer/],
    [saying(404), /no longer kept/],
    [saying(429), /busy/],
    [none, /network/],
  ] as const) {
    const opened = await pageWith(answer).page.address('a');
    assert.match('problem' in opened ? opened.problem : '', reason);
  }
});
