import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Digits, parseJson, writeJson } from './json.ts';

test('a number that JavaScript would change stays text', () => {
  assert.deepEqual(parseJson('[12345678901234567890, 0.1, 1.10, 1e3, -0, 9007199254740991, 9007199254740993]'), [
    '12345678901234567890',
    0.1,
    '1.10',
    '1e3',
    '-0',
    9007199254740991,
    '9007199254740993',
  ]);
});

test('invalid JSON is undefined', () => {
  for (const text of ['', '<html>', '{', '{"a":1}x', 'undefined', "{'a':1}"])
    assert.equal(parseJson(text), undefined, text);
});

test('endless nesting never throws', () => {
  assert.doesNotThrow(() => parseJson('['.repeat(200_000) + ']'.repeat(200_000)));
});

test('a member named __proto__ is an ordinary member', () => {
  const value = parseJson('{"__proto__":{"polluted":true}}') as object;
  assert.deepEqual(Object.keys(value), ['__proto__']);
  assert.equal(Object.getPrototypeOf(value), Object.prototype);
  assert.equal('polluted' in {}, false);
});

test('a number is written with its digits as they are, at any depth', () => {
  const body = {
    decision: 'approve',
    comment: 'é"\n',
    fields: { __proto__x: new Digits('1.10'), id: new Digits('616581622363398142') },
  };
  assert.equal(
    writeJson(body),
    '{"decision":"approve","comment":"é\\"\\n","fields":{"__proto__x":1.10,"id":616581622363398142}}',
  );
  assert.equal(writeJson({}), '{}');
});
