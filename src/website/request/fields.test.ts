import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../testing/random.ts';
import { labelled, problemWith, sentValues } from './fields.ts';
import type { Field } from './request.ts';

const field = (members: Partial<Field> = {}): Field => ({
  name: 'ticket',
  label: 'Ticket',
  type: 'text',
  required: false,
  pattern: undefined,
  maxLength: undefined,
  choices: [],
  ...members,
});

test('required fields must be filled in, others may be empty', () => {
  for (const type of ['text', 'number', 'choice'] as const) {
    const needed = field({ type, required: true, pattern: 'x', choices: ['a'] });
    assert.match(problemWith(needed, ' \t') ?? '', /Fill this in|Choose/);
    assert.equal(problemWith(field({ type, pattern: 'x', choices: ['a'] }), ' '), undefined);
  }
});

test('a number must be in decimal digits', () => {
  for (const text of ['0', '12', '-3.5', '+1', '.5', '5.', '1e3', ' 7 ']) {
    assert.equal(problemWith(field({ type: 'number' }), text), undefined, text);
  }
  for (const text of ['x', '1,5', '1 2', '0x10', 'Infinity', 'NaN', '--1', '1e', '.', '١', '1e999']) {
    assert.match(problemWith(field({ type: 'number' }), text) ?? '', /Enter a number/, text);
  }
  for (const text of ['1234567890123456', '0.1234567890123456', '-1234567890123456e-3']) {
    assert.match(problemWith(field({ type: 'number' }), text) ?? '', /at most 15 digits/, text);
  }
  assert.equal(problemWith(field({ type: 'number' }), '000123456789012345e20'), undefined);
});

test('a choice must be one of the field’s choices', () => {
  const choice = field({ type: 'choice', choices: ['a', ' b '] });
  assert.equal(problemWith(choice, ' b '), undefined);
  assert.match(problemWith(choice, 'b') ?? '', /Choose one/);
});

test('a text has a maximum length, without the space around it', () => {
  assert.equal(problemWith(field({ maxLength: 3 }), ' abc '), undefined);
  assert.equal(problemWith(field({ maxLength: 3 }), 'abcd'), 'Use at most 3 characters: it has 4.');
});

test('a pattern must match the whole text', () => {
  const ticket = field({ pattern: '[A-Z]+-\\d+|none' });
  for (const text of ['OPS-1', 'none']) assert.equal(problemWith(ticket, text), undefined, text);
  for (const text of ['xOPS-1', 'OPS-1x', 'nonesuch'])
    assert.match(problemWith(ticket, text) ?? '', /required pattern/, text);
  assert.equal(problemWith(field({ pattern: '^a$' }), 'a'), undefined);
});

test('a pattern that this browser cannot compile is left to the API', () => {
  for (const pattern of ['(', '(?>a)', '\\p{IsGreek}', '[']) {
    assert.equal(problemWith(field({ pattern }), 'anything'), undefined, pattern);
  }
});

test('the API receives the entries, numbers as numbers', () => {
  const fields = [
    field({ name: 'a' }),
    field({ name: 'b', type: 'number' }),
    field({ name: 'd', type: 'choice', choices: [' x '] }),
    field({ name: 'e' }),
  ];
  const entered = new Map([
    ['a', ' text '],
    ['b', '12.5'],
    ['d', ' x '],
    ['e', '  '],
    ['other', 'x'],
  ]);
  assert.deepEqual(sentValues(fields, entered), { a: 'text', b: 12.5, d: ' x ' });
});

test('values have the form’s labels', () => {
  assert.deepEqual(
    labelled(
      [
        ['ticket', 'T'],
        ['gone', 'x'],
      ],
      [field()],
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
    const type = random.pick(['text', 'number', 'choice'] as const);
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
