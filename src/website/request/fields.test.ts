import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fieldTypes } from '../base/contract.ts';
import { Digits, writeJson } from '../base/json.ts';
import { Random } from '../testing/random.ts';
import { hintFor, labelled, noteOn, problemWith, sentValues } from './fields.ts';
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
    const problem = problemWith(asked, entered, '.');
    const message = page === undefined ? undefined : rules[page]!.page;
    if (message !== undefined) {
      assert.match(problem ?? '', new RegExp(`^${message}$`), about);
    } else {
      assert.equal(problem, undefined, about);
      const expected = entered.trim() === '' ? {} : { a: value };
      assert.deepEqual(JSON.parse(writeJson(sentValues([asked], new Map([['a', entered]]), '.'))), expected, about);
    }
  }
});

test('a number is read as the reader writes it, and sent with the digits that were typed', () => {
  const number = field({ type: 'number' });
  for (const [entered, decimal, sent] of [
    ['12,50', ',', '{"a":12.50}'],
    ['1.234,5', ',', '{"a":1234.5}'],
    ['1.234', ',', '{"a":1234}'],
    ['1.234', '.', '{"a":1.234}'],
    ['616581622363398142', '.', '{"a":616581622363398142}'],
  ] as const) {
    assert.equal(problemWith(number, entered, decimal), undefined, entered);
    assert.equal(writeJson(sentValues([number], new Map([['a', entered]]), decimal)), sent);
  }
  assert.match(problemWith(number, '1.2.3', ',') ?? '', /such as 12 or 0,5\.$/);
});

test('a pattern of somebody else never runs in the page', () => {
  const slow = field({ pattern: '(\\w+\\s?)*' });
  assert.equal(problemWith(slow, `${'a'.repeat(44)}!`, '.'), undefined);
});

test('what to enter, and how much, stands beside the field before a mistake', () => {
  assert.equal(hintFor(field({ hint: 'CHG and a number\u202e', pattern: 'CHG-\\d+' })), 'CHG and a number⟨U+202E⟩');
  assert.equal(hintFor(field({ pattern: 'CHG-\\d+' })), 'It must match the pattern CHG-\\d+');
  assert.equal(hintFor(field()), '');
  assert.equal(noteOn(field({ maxLength: 8 }), '', '.'), 'At most 8 characters.');
  const number = field({ type: 'number' });
  assert.deepEqual(
    ['', '12', 'x', '1.234', '1.234,50'].map(entered => noteOn(number, entered, ',')),
    ['', '', '', 'It is read as 1234', 'It is read as 1234.50'],
  );
});

test('only entries of the form are sent', () => {
  const entered = new Map([
    ['a', '1'],
    ['b', '2'],
    ['other', 'x'],
  ]);
  const values = sentValues([field(), field({ name: 'b', type: 'number' })], entered, '.');
  assert.equal(writeJson(values), '{"a":"1","b":2}');
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
    if (problemWith(made, entered, '.') !== undefined) continue;
    const value = Object.entries(sentValues([made], new Map([[made.name, entered]]), '.'))[0];
    assert.equal(value === undefined, entered.trim() === '');
    const sent = value?.[1];
    if (sent instanceof Digits) assert.equal(Number(sent.text), Number(entered));
    else if (sent !== undefined) assert.equal(sent, entered.trim());
  }
});
