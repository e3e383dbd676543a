import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tabMemory } from '../testing/memory.ts';
import { Memory } from './memory.ts';

const refuse = (name: string) => () => {
  throw new DOMException('refused', name);
};

test('a value can be read after it was set', () => {
  const { memory } = tabMemory();
  assert.equal(memory.get('a'), undefined);
  assert.equal(memory.set('a', ''), true);
  assert.equal(memory.get('a'), '');
  memory.remove('a');
  assert.equal(memory.get('a'), undefined);
});

test('without storage, set returns false', () => {
  const memory = new Memory(refuse('SecurityError'));
  assert.equal(memory.set('a', 'b'), false);
  assert.equal(memory.get('a'), undefined);
  assert.doesNotThrow(() => memory.remove('a'));
});

test('with full storage, set returns false', () => {
  const full = { getItem: () => null, setItem: refuse('QuotaExceededError'), removeItem: () => {} };
  const memory = new Memory(() => full);
  assert.equal(memory.set('a', 'b'), false);
});

test('other errors are thrown', () => {
  const broken = () => {
    throw new TypeError('broken');
  };
  assert.throws(() => new Memory(broken), TypeError);
});
