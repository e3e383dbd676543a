import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Digits, isNumber, parseJson, writeJson } from './json.ts';

test('a number keeps the digits that it was sent with', () => {
  const text = '[9007199254740993,616581622363398142,0.1,1.10,1e400,0.1e1,-0,9007199254740991]';
  const numbers = parseJson(text) as unknown[];
  assert.deepEqual(numbers.map(String), text.slice(1, -1).split(','));
  assert.equal(JSON.stringify(numbers), text);
  assert.ok(numbers.every(isNumber));
  assert.equal(Number(numbers[3]), 1.1);
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
