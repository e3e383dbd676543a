import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../testing/random.ts';
import { hashOf, isSearch, NO_FILTER, pathOf, readFilter, sectionsOf, type Filter } from './filter.ts';

test('the address keeps the filter', () => {
  const filters: Filter[] = [
    NO_FILTER,
    { status: 'rejected', search: 'a & b #1 +x', mine: true, from: '2026-11-01', to: '2026-11-20' },
  ];
  for (const filter of filters) assert.deepEqual(readFilter(hashOf(filter)), filter);
  assert.equal(hashOf(filters[0]!), '');
});

test('an invalid filter shows all', () => {
  const random = new Random(7);
  const odd = Array.from({ length: 1_000 }, () => `#${random.text(12)}`);
  for (const hash of ['', '#', '#status=', '#status=PENDING', '#status=__proto__', '#x', ...odd]) {
    assert.equal(readFilter(hash).status, 'all', hash);
  }
  for (const day of ['', 'x', '2026-11-20T10:00', '20-11-2026', '2026-02-31', '0202-01-01', '9999-12-31']) {
    assert.equal(readFilter(`#from=${day}`).from, '', day);
  }
  assert.equal(readFilter(`#search=${'x'.repeat(1000)}`).search.length, 256);
});

test('"all" has what waits for the reader first, then what waits for others, then past requests', () => {
  const lists = (status: Filter['status']) =>
    sectionsOf({ ...NO_FILTER, status }).map(section => [section.name, section.status]);
  const pending = [
    ['mine', 'waitingForMe'],
    ['others', 'waitingForOthers'],
  ];
  assert.deepEqual(lists('all'), [...pending, ['past', 'past']]);
  assert.deepEqual(lists('pending'), pending);
  assert.deepEqual(lists('withdrawn'), [['past', 'withdrawn']]);
});

test('the API is asked for a page of a list', () => {
  const section = { name: 'past', status: 'past' } as const;
  assert.equal(pathOf(section, NO_FILTER, 25, undefined), 'api/approvals?status=past&limit=25');
  assert.equal(
    pathOf(section, { ...NO_FILTER, search: ' a&b ', mine: true }, 50, 'c='),
    'api/approvals?status=past&limit=50&search=a%26b&mine=true&cursor=c%3D',
  );
});

test('days are the reader’s own, and the last one counts in full', () => {
  const { searchParams } = new URL(
    pathOf({ name: 'past', status: 'past' }, { ...NO_FILTER, from: '2026-10-31', to: '2026-10-31' }, 25, undefined),
    'https://site.example/',
  );
  assert.equal(searchParams.get('from'), new Date(2026, 9, 31).toISOString());
  assert.equal(searchParams.get('before'), new Date(2026, 10, 1).toISOString());
});

test('any filter but the status leaves requests out', () => {
  assert.equal(isSearch({ ...NO_FILTER, status: 'rejected', search: ' ' }), false);
  for (const filter of [{ search: 'a' }, { mine: true }, { from: '2026-11-20' }, { to: '2026-11-20' }]) {
    assert.equal(isSearch({ ...NO_FILTER, ...filter }), true);
  }
});
