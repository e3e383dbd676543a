import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOSTILE, Random } from '../testing/random.ts';
import { describe, type Detail } from './details.ts';
import { parseJson } from './json.ts';
import { visible } from './text.ts';

/** All texts of a detail. */
function texts(detail: Detail): string[] {
  if (detail.kind === 'list') return detail.items.flatMap(texts);
  if (detail.kind === 'map') return detail.entries.flatMap(([label, value]) => [label, ...texts(value)]);
  return [detail.text];
}

/** All names and values that must be visible. */
function leaves(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [String(value)];
  return Object.entries(value).flatMap(([name, member]) => [
    ...(Array.isArray(value) ? [] : [name]),
    ...leaves(member),
  ]);
}

test('empty details are not shown', () => {
  for (const nothing of [undefined, null, '', {}, []]) assert.equal(describe(nothing), undefined);
});

test('objects become maps, arrays become lists, and the types of values stay visible', () => {
  assert.deepEqual(describe({ a: 'x', b: [1, true, null], c: { d: '' }, e: [], f: {}, '': 'g' }), {
    kind: 'map',
    entries: [
      ['a', { kind: 'text', text: 'x' }],
      ['b', { kind: 'list', items: ['1', 'true', 'null'].map(text => ({ kind: 'literal', text })) }],
      ['c', { kind: 'map', entries: [['d', { kind: 'empty', text: 'empty text' }]] }],
      ['e', { kind: 'empty', text: 'empty list' }],
      ['f', { kind: 'empty', text: 'nothing in it' }],
      ['(no name)', { kind: 'text', text: 'g' }],
    ],
  });
});

test('details may be a single value', () => {
  assert.deepEqual(describe('two\nlines'), { kind: 'text', text: 'two\nlines' });
  assert.deepEqual(describe(0), { kind: 'literal', text: '0' });
  assert.deepEqual(describe(false), { kind: 'literal', text: 'false' });
});

test('values too deep or too large for a table are shown completely as JSON', () => {
  let deep: unknown = 'bottom';
  for (let i = 0; i < 50; i++) deep = { next: deep };
  const large = { rows: Array.from({ length: 20_000 }, (_, i) => i) };
  for (const value of [deep, large]) {
    assert.deepEqual(describe(value), { kind: 'raw', text: JSON.stringify(value, null, 2) });
  }
});

test('numbers have the digits that were sent, in a table and as JSON', () => {
  const value = parseJson('[9007199254740993, 1.10, -0]');
  assert.deepEqual(texts(describe(value)!), ['9007199254740993', '1.10', '-0']);
  assert.deepEqual(describe(parseJson('1.10')), { kind: 'literal', text: '1.10' });
  const deep = '[[[[[[[[1.10]]]]]]]]';
  assert.equal((describe(parseJson(deep)) as { text: string }).text.replaceAll(/\s/g, ''), deep);
});

test('values nested too deeply for JSON.stringify get a message', () => {
  let abyss: unknown = [];
  for (let i = 0; i < 200_000; i++) abyss = [abyss];
  assert.match((describe(abyss) as { text: string }).text, /nested too deeply/);
});

test('a hostile text is shown unchanged', () => {
  for (const text of HOSTILE) {
    assert.deepEqual(describe({ [text]: text }), {
      kind: 'map',
      entries: [[visible(text), { kind: 'text', text: visible(text) }]],
    });
  }
});

test('a member named __proto__ is shown like any other', () => {
  const shown = describe(JSON.parse('{"__proto__":{"polluted":true},"constructor":"x"}'));
  assert.ok(shown !== undefined);
  assert.deepEqual(texts(shown), ['__proto__', 'polluted', 'true', 'constructor', 'x']);
});

test('nothing is left out of any details', () => {
  const random = new Random(2);
  for (let i = 0; i < 5_000; i++) {
    const value = random.json(8);
    const shown = describe(value);
    if (shown === undefined) continue;
    if (shown.kind === 'raw') {
      assert.equal(shown.text, visible(JSON.stringify(value, null, 2)));
      continue;
    }
    const seen = new Set(texts(shown));
    for (const leaf of leaves(value))
      if (leaf !== '') assert.ok(seen.has(visible(leaf)), `${JSON.stringify(leaf)} of ${JSON.stringify(value)}`);
  }
});
