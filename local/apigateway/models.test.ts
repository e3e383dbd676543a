import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileSchema } from './validation.ts';

const stop = (detail: string): never => {
  throw new Error(detail);
};

const cases: [schema: object, valid: unknown[], invalid: unknown[]][] = [
  [{}, [null, 1, 'x', {}, []], []],
  [{ type: 'integer' }, [0, -3, 2.0], [1.5, '1', null, true]],
  [{ type: ['string', 'null'] }, ['', null], [0, [], {}]],
  [{ type: 'array', items: { type: 'number' } }, [[], [1, 2.5]], [['1'], {}]],
  [{ type: 'object' }, [{}], [[], null, 'x']],
  [{ enum: ['a', 1, null, { b: [1] }] }, ['a', 1, null, { b: [1] }], ['b', '1', { b: 1 }]],
  [{ required: ['a'] }, [{ a: null }, 'not an object'], [{}, { b: 1 }]],
  [{ properties: { a: { type: 'string' } } }, [{}, { a: 'x', b: 1 }, []], [{ a: 1 }]],
  [{ properties: { a: {} }, additionalProperties: false }, [{}, { a: 1 }], [{ b: 1 }, { a: 1, b: 2 }]],
  [{ additionalProperties: { type: 'number' } }, [{ a: 1 }], [{ a: 'x' }]],
  [{ minLength: 2, maxLength: 3, pattern: '^\\p{L}+$' }, ['ab', 'äöü', 7], ['a', 'abcd', 'a1']],
  [{ maxLength: 2 }, ['👍👍'], ['👍👍👍']],
  [{ minimum: 1, maximum: 3 }, [1, 3, '0'], [0, 4]],
  [{ $schema: 'http://json-schema.org/draft-04/schema#', title: 't', description: 'd', default: 1 }, [1, 'x'], []],
];

for (const [schema, valid, invalid] of cases) {
  test(JSON.stringify(schema), () => {
    const check = compileSchema(schema, stop);
    for (const value of valid) assert.equal(check(value), true, JSON.stringify(value));
    for (const value of invalid) assert.equal(check(value), false, JSON.stringify(value));
    assert.equal(compileSchema(JSON.stringify(schema), stop)(valid[0]), true);
  });
}

test('an unknown keyword is refused at any depth', () => {
  assert.throws(() => compileSchema({ properties: { a: { format: 'date' } } }, stop), /format "date"/);
  assert.throws(() => compileSchema({ items: { $ref: 'x' } }, stop), /reference x/);
  assert.throws(() => compileSchema({ properties: { a: { maximal: 1 } } }, stop), /keyword: "maximal"/);
  assert.throws(() => compileSchema({ items: 7 }, stop), /items must be/);
  assert.throws(() => compileSchema([], stop), /must be a JSON schema/);
});
