import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fieldTypes } from '../base/contract.ts';
import { Random } from '../testing/random.ts';
import { labelled, problemWith, sentValues } from './fields.ts';
import { readRequest, type Field } from './request.ts';

interface Cases {
  rules: Record<string, { page?: string }>;
  values: { field: object; value: unknown; entered?: string; refused?: string; page?: string }[];
}

// The API's tests read this file, too.
const { rules, values } = JSON.parse(
  readFileSync(new URL('../../../test/field-cases.json', import.meta.url), 'utf8'),
) as Cases;

const field = (members: object = {}): Field =>
  readRequest({ status: 'pending', fields: [{ name: 'a', ...members }] })!.fields[0]!;

test('an entry is refused by the same rule as its value is by the API', () => {
  for (const { field: members, value, entered = String(value ?? ''), refused, page = refused } of values) {
    if (page === 'never') continue;
    const asked = field(members);
    const about = `${JSON.stringify(members)}: ${entered}`;
    const problem = problemWith(asked, entered);
    if (page !== undefined && page !== 'accepted') {
      assert.match(problem ?? '', new RegExp(`^${rules[page]!.page}$`), about);
    } else {
      assert.equal(problem, undefined, about);
      const expected = entered.trim() === '' ? {} : { a: value };
      assert.deepEqual(sentValues([asked], new Map([['a', entered]])), expected, about);
    }
  }
});

test('a number must be in decimal digits', () => {
  for (const text of ['1,5', '1 2', '0x10', 'Infinity', 'NaN', '--1', '1e', '.', '١']) {
    assert.match(problemWith(field({ type: 'number' }), text) ?? '', /Enter a number/, text);
  }
  for (const text of ['0.1234567890123456', '-1234567890123456e-3']) {
    assert.match(problemWith(field({ type: 'number' }), text) ?? '', /at most 15 digits/, text);
  }
});

test('a pattern that this browser cannot compile is left to the API', () => {
  for (const pattern of ['(', '(?>a)', '\\p{IsGreek}', '[']) {
    assert.equal(problemWith(field({ pattern }), 'anything'), undefined, pattern);
  }
});

test('only entries of the form are sent', () => {
  const entered = new Map([
    ['a', '1'],
    ['b', '2'],
    ['other', 'x'],
  ]);
  assert.deepEqual(sentValues([field(), field({ name: 'b', type: 'number' })], entered), { a: '1', b: 2 });
});

test('values have the form’s labels', () => {
  assert.deepEqual(
    labelled(
      [
        ['a', 'T'],
        ['gone', 'x'],
      ],
      [field({ label: 'Ticket' })],
    ),
    [
      ['Ticket', 'T'],
      ['gone', 'x'],
    ],
  );
});

test('any entry is either refused or sent unchanged', () => {
  const random = new Random(5);
  for (let i = 0; i < 10_000; i++) {
    const type = random.pick(fieldTypes);
    const made = field({
      name: random.pick(['__proto__', 'constructor', 'a']),
      type,
      required: random.below(2) === 0,
      pattern: random.pick([undefined, random.text(6)]),
      maxLength: random.pick([undefined, 3]),
      choices: ['a', 'b'],
    });
    const entered = random.pick([random.text(5), 'a', '1', '0.10', '']);
    if (problemWith(made, entered) !== undefined) continue;
    const value = Object.entries(sentValues([made], new Map([[made.name, entered]])))[0];
    assert.equal(value === undefined, entered.trim() === '');
    const sent = type === 'number' ? Number(entered) : entered.trim();
    if (value !== undefined) assert.equal(value[1], sent);
  }
});
