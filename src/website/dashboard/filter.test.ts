import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../testing/random.ts';
import { hashOf, pathOf, readFilter, sectionsOf, type Filter } from './filter.ts';

test('the address keeps the filter', () => {
  const filters: Filter[] = [
    { status: 'all', search: '' },
    { status: 'rejected', search: 'a & b #1 +x' },
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
  assert.equal(readFilter(`#search=${'x'.repeat(1000)}`).search.length, 256);
});

test('"all" has pending requests first, then past ones', () => {
  const lists = (status: Filter['status']) =>
    sectionsOf({ status, search: '' }).map(section => [section.name, section.status]);
  assert.deepEqual(lists('all'), [
    ['pending', 'pending'],
    ['past', 'past'],
  ]);
  assert.deepEqual(lists('pending'), [['pending', 'pending']]);
  assert.deepEqual(lists('withdrawn'), [['past', 'withdrawn']]);
});

test('the API is asked for a page of a list', () => {
  const section = { name: 'past', status: 'past' } as const;
  assert.equal(pathOf(section, { status: 'all', search: '' }, 25, undefined), 'api/approvals?status=past&limit=25');
  assert.equal(
    pathOf(section, { status: 'all', search: ' a&b ' }, 50, 'c='),
    'api/approvals?status=past&limit=50&search=a%26b&cursor=c%3D',
  );
});
