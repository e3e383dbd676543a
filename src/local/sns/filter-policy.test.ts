import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileFilterPolicy, type Attributes } from './filter-policy.ts';

type Given = Record<string, (string | number | boolean | null)[]>;

const accepts = (policy: unknown, given: Given): boolean =>
  compileFilterPolicy(policy, 'Sub')(new Map(Object.entries(given)) as Attributes);

describe('A filter policy', () => {
  it('lets through what SNS lets through', () => {
    const table: [policy: object, attributes: Given, expected: boolean][] = [
      [{}, {}, true],
      [{}, { a: ['x'] }, true],
      [{ a: ['x'] }, { a: ['x'] }, true],
      [{ a: ['x'] }, { a: ['X'] }, false],
      [{ a: ['x'] }, { a: ['xy'] }, false],
      [{ a: ['x'] }, {}, false],
      [{ a: ['x'] }, { b: ['x'] }, false],
      [{ a: ['x', 'y'] }, { a: ['y'] }, true],
      [{ a: ['x'], b: ['y'] }, { a: ['x'] }, false],
      [{ a: ['x'], b: ['y'] }, { a: ['x'], b: ['y'], c: ['z'] }, true],
      [{ a: ['x'] }, { a: ['w', 'x'] }, true],
      [{ a: ['x'] }, { a: [] }, false],
      [{ a: [1] }, { a: [1] }, true],
      [{ a: [1] }, { a: ['1'] }, false],
      [{ a: [true, null] }, { a: [null] }, true],
      [{ a: [{ prefix: 'ab' }] }, { a: ['abc'] }, true],
      [{ a: [{ prefix: 'ab' }] }, { a: ['cab'] }, false],
      [{ a: [{ prefix: 'ab' }] }, { a: [1] }, false],
      [{ a: [{ prefix: 'ab' }, 'x'] }, { a: ['x'] }, true],
      [{ a: [{ 'anything-but': 'x' }] }, { a: ['y'] }, true],
      [{ a: [{ 'anything-but': 'x' }] }, { a: ['x'] }, false],
      [{ a: [{ 'anything-but': ['x', 'y'] }] }, { a: ['y'] }, false],
      [{ a: [{ 'anything-but': ['x', 'y'] }] }, { a: ['y', 'z'] }, true],
      [{ a: [{ 'anything-but': ['x'] }] }, {}, false],
      [{ a: [{ 'anything-but': { prefix: 'x' } }] }, { a: ['xy'] }, false],
      [{ a: [{ 'anything-but': { prefix: 'x' } }] }, { a: ['yx'] }, true],
      [{ a: [{ 'anything-but': [1, 2] }] }, { a: [3] }, true],
      [{ a: [{ exists: true }] }, { a: ['x'] }, true],
      [{ a: [{ exists: true }] }, { b: ['x'] }, false],
      [{ a: [{ exists: false }] }, { b: ['x'] }, true],
      [{ a: [{ exists: false }] }, { a: ['x'] }, false],
      [{ a: [{ exists: false }] }, {}, false],
      [{ a: [{ numeric: ['=', 5] }] }, { a: [5] }, true],
      [{ a: [{ numeric: ['>', 5] }] }, { a: [5] }, false],
      [{ a: [{ numeric: ['>=', 0, '<', 10] }] }, { a: [0] }, true],
      [{ a: [{ numeric: ['>=', 0, '<', 10] }] }, { a: [10] }, false],
      [{ a: [{ numeric: ['<=', 10] }] }, { a: ['5'] }, false],
    ];
    for (const [policy, attributes, expected] of table)
      assert.equal(accepts(policy, attributes), expected, JSON.stringify({ policy, attributes }));
  });

  it('of one value lets through exactly the messages with that value', () => {
    const values = ['a@example.com', 'A@example.com', 'a@example.com ', '', 'b@example.com', 'a@example'];
    for (const wanted of values) {
      for (const value of values)
        assert.equal(accepts({ approver: [wanted] }, { approver: [value] }), wanted === value);
      for (const operator of ['prefix', 'anything-but'] as const) {
        const plain = (value: string) => operator === 'prefix' ? value.startsWith(wanted) : value !== wanted;
        for (const value of values)
          assert.equal(accepts({ approver: [{ [operator]: wanted }] }, { approver: [value] }), plain(value));
      }
    }
  });

  it('with an operator that is not known here stops the runner, with its name', () => {
    const table: [policy: unknown, message: RegExp][] = [
      [{ a: [{ wildcard: 'x*' }] }, /^Sub\.a\[0\]: .* filter policy operator wildcard$/],
      [{ a: [{ 'anything-but': { suffix: 'x' } }] }, /operator suffix$/],
      [{ $or: [{ a: ['x'] }] }, /^Sub\.\$or: .* operator \$or$/],
      [{ a: 'x' }, /^Sub\.a: needs a list, not "x"$/],
      [{ a: [{ prefix: 1 }] }, /prefix: needs a string, not 1$/],
      [{ a: [{ prefix: 'x', exists: true }] }, /needs one operator, not prefix, exists$/],
      [{ a: [{ numeric: ['~', 1] }] }, /numeric: needs comparisons/],
      [{ a: [{ numeric: ['>'] }] }, /numeric: needs comparisons/],
      [{ a: [{ numeric: [] }] }, /numeric: needs comparisons/],
      ['x', /a filter policy is an object, not "x"$/],
    ];
    for (const [policy, message] of table)
      assert.throws(() => compileFilterPolicy(policy, 'Sub'), { name: 'Problem', message }, JSON.stringify(policy));
  });
});
