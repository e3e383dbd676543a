import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../testing/random.ts';
import { isUrgent, readPage, type ListedRequest, type RequestsPage } from './listed-request.ts';
import { apart, extended, limitFor, news, refreshed } from './merge.ts';

const at = (time: number) => new Date(time * 1000).toISOString();
/** Items with these times, which are also their ids. */
const page = (times: readonly number[], cursor?: string, searchedTo?: number): RequestsPage =>
  readPage({
    items: times.map(time => ({ id: `${time}`, status: 'pending', createdAt: at(time), subject: `${time}` })),
    cursor,
    searchedTo: searchedTo === undefined ? undefined : at(searchedTo),
  })!;
const ids = ({ items }: RequestsPage) => items.map(({ id }) => Number(id));

test('an answer without a page is undefined, and items without an id or status are left out', () => {
  for (const body of [undefined, null, [], {}, { items: {} }, 'x']) assert.equal(readPage(body), undefined);
  assert.deepEqual(readPage({ items: [null, {}, { id: 'a' }, { status: 'b' }] })?.items, []);
});

test('one call asks for as many items as are shown, within the limits', () => {
  assert.deepEqual([0, 25, 60, 500].map(limitFor), [25, 25, 60, 100]);
});

test('the next page is appended without repeated items', () => {
  const both = extended(page([9, 8], 'c1'), page([8, 7], 'c2'));
  assert.deepEqual([ids(both), both.cursor], [[9, 8, 7], 'c2']);
  assert.equal(extended(both, page([])).cursor, undefined);
});

test('a new first page replaces what it covers, and older items stay', () => {
  const shown = page([9, 8, 7, 6, 5], 'after 5');
  const now = refreshed('past', shown, page([10, 9, 7], 'after 7'));
  assert.deepEqual([ids(now), now.cursor], [[10, 9, 7, 6, 5], 'after 5']);
});

test('requests that are listed by deadline are updated in that order', () => {
  const due = (times: readonly number[], cursor?: string): RequestsPage => {
    const { items, ...others } = page(times, cursor);
    return { ...others, items: items.map(item => ({ ...item, createdAt: '', expiresAt: item.createdAt })) };
  };
  const now = refreshed('mine', due([1, 3, 5, 7], 'after 7'), due([2, 3], 'after 3'));
  assert.deepEqual([ids(now), now.cursor], [[2, 3, 5, 7], 'after 7']);
});

test('a request is urgent in its last tenth, and in the last ten minutes', () => {
  const [item] = page([0]).items;
  const urgent = (hours: number, minutesLeft: number) => {
    const end = hours * 3_600_000;
    return isUrgent({ ...item!, expiresAt: new Date(end).toISOString() }, end - minutesLeft * 60_000);
  };
  assert.deepEqual([urgent(20, 119), urgent(20, 121), urgent(1, 9), urgent(1, 11)], [true, false, true, false]);
  assert.equal(isUrgent({ ...item!, expiresAt: '' }, 0), false);
  assert.equal(isUrgent({ ...item!, expiresAt: at(1), status: 'approved' }, 0), false);
});

test('a first page without a next one replaces everything', () => {
  assert.deepEqual(ids(refreshed('past', page([9, 8, 7], 'c'), page([9]))), [9]);
});

test('a first page that covers all shown items brings its own cursor', () => {
  const now = refreshed('past', page([9, 8], 'after 8'), page([10, 9, 8], 'again'));
  assert.deepEqual([ids(now), now.cursor], [[10, 9, 8], 'again']);
});

test('a search that went further back keeps its results and its position', () => {
  const shown = page([9, 3], 'after 2', 2);
  const now = refreshed('past', shown, page([10], 'after 5', 5));
  assert.deepEqual([ids(now), now.cursor, now.searchedTo], [[10, 3], 'after 2', at(2)]);
  const nothing = refreshed('past', page([], 'after 2', 2), page([], 'after 5', 5));
  assert.deepEqual([nothing.cursor, nothing.searchedTo], ['after 2', at(2)]);
});

test('items with the same time as the page’s last one are not lost', () => {
  const shown = page([9, 8], 'c');
  const twin: ListedRequest = { ...shown.items[1]!, id: 'twin' };
  const now = refreshed('past', { ...shown, items: [...shown.items, twin] }, page([9, 8], 'c'));
  assert.deepEqual(
    now.items.map(({ id }) => id),
    ['9', '8', 'twin'],
  );
});

test('a request in several lists is shown only in the last', () => {
  assert.deepEqual(apart([page([9, 8]), page([8, 7]), page([7])]).map(ids), [[9], [8], [7]]);
});

test('a list that is read in pages and updated equals the real list', () => {
  const random = new Random(6);
  for (let round = 0; round < 300; round++) {
    let all = Array.from({ length: random.below(80) }, (_, index) => index + 1).reverse();
    const read = (limit: number, after: number): RequestsPage => {
      const rest = all.filter(time => time < after);
      const some = rest.slice(0, limit);
      return page(some, rest.length > some.length ? `${some.at(-1)}` : undefined);
    };
    let shown = read(5, Infinity);
    for (let step = 0; step < 12; step++) {
      if (random.below(2) === 0 && shown.cursor !== undefined) {
        shown = extended(shown, read(5, Number(shown.cursor)));
      } else {
        if (all.length > 0) all = all.filter(time => time !== random.pick(all));
        all = [(all[0] ?? 100) + 1 + step, ...all];
        shown = refreshed('past', shown, read(Math.max(5, shown.items.length), Infinity));
      }
      assert.equal(new Set(ids(shown)).size, shown.items.length);
      assert.deepEqual(
        ids(shown),
        ids(shown).toSorted((a, b) => b - a),
      );
    }
    // Load until everything is there.
    while (shown.cursor !== undefined) shown = extended(shown, read(50, Number(shown.cursor)));
    shown = refreshed('past', shown, read(100, Infinity));
    assert.deepEqual(ids(shown), all.slice(0, shown.items.length));
    assert.equal(shown.items.length, all.length);
  }
});

test('news has new and decided requests, but no known ones', () => {
  const before = page([2, 1]).items;
  const decided: ListedRequest = { ...before[0]!, status: 'approved', decidedBy: 'b@x.y' };
  const now = [...page([3, 1]).items, decided];
  assert.deepEqual(news(before, now, new Set(['1', '2'])), ['New: “3”.', '“2” is approved by b@x.y.']);
  assert.deepEqual(news(before, before, new Set(['1', '2'])), []);
  assert.deepEqual(news([], page([5, 4, 3]).items, new Set()), ['3 new requests.']);
});
