import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileFilterPolicy } from './filter-policy.ts';

describe('A filter policy', () => {
  it('accepts what SNS accepts', () => {
    const table: [policy: object, attributes: Record<string, string>, expected: boolean][] = [
      [{}, {}, true],
      [{}, { a: 'x' }, true],
      [{ a: ['x'] }, { a: 'x' }, true],
      [{ a: ['x'] }, { a: 'X' }, false],
      [{ a: ['x'] }, { a: 'xy' }, false],
      [{ a: ['x'] }, {}, false],
      [{ a: ['x'] }, { b: 'x' }, false],
      [{ a: ['x', 'y'] }, { a: 'y' }, true],
      [{ a: ['x'], b: ['y'] }, { a: 'x' }, false],
      [{ a: ['x'], b: ['y'] }, { a: 'x', b: 'y', c: 'z' }, true],
      [{ a: [] }, { a: 'x' }, false],
    ];
    for (const [policy, attributes, expected] of table) {
      const accepts = compileFilterPolicy(policy, 'Sub');
      assert.equal(accepts(new Map(Object.entries(attributes))), expected, JSON.stringify({ policy, attributes }));
    }
  });

  it('that the runner does not support is refused by name', () => {
    const table: [policy: unknown, message: RegExp][] = [
      [{ a: [{ prefix: 'x' }] }, /^Sub\.a: .* not \{"prefix":"x"\}$/],
      [{ a: ['x', 1] }, /^Sub\.a: .* not 1$/],
      [{ a: [null] }, /^Sub\.a: .* not null$/],
      [{ $or: [{ a: ['x'] }] }, /^Sub\.\$or: .* not \{"a":\["x"\]\}$/],
      [{ a: 'x' }, /^Sub\.a: needs a list, not "x"$/],
      ['x', /a filter policy is an object, not "x"$/],
    ];
    for (const [policy, message] of table)
      assert.throws(() => compileFilterPolicy(policy, 'Sub'), { name: 'Problem', message }, JSON.stringify(policy));
  });
});
