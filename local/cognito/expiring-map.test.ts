import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ExpiringMap } from './expiring-map.ts';

describe('A value in an ExpiringMap', () => {
  it('is removed when it expires or is deleted', context => {
    context.mock.timers.enable({ apis: ['Date'] });
    const map = new ExpiringMap<number>(10);
    map.set('a', 1);
    const key = map.add(2);
    assert.notEqual(map.add(3), key);
    assert.deepEqual([map.get('a'), map.get(key), map.get('none')], [1, 2, undefined]);
    context.mock.timers.tick(9_000);
    map.set('a', 4);
    context.mock.timers.tick(1_000);
    assert.deepEqual([map.get('a'), map.get(key)], [4, undefined]);
    map.delete('a');
    assert.equal(map.get('a'), undefined);
  });
});
