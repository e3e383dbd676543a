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
  memory.set('a', '');
  assert.equal(memory.get('a'), '');
  memory.remove('a');
  assert.equal(memory.get('a'), undefined);
});

test('what the browser does not store lasts as long as the page', () => {
  const full = { getItem: () => 'earlier', setItem: refuse('QuotaExceededError'), removeItem: () => {} };
  for (const open of [refuse('SecurityError'), () => full]) {
    const memory = new Memory(open);
    memory.set('a', 'b');
    assert.equal(memory.get('a'), 'b');
    memory.remove('a');
    assert.notEqual(memory.get('a'), 'b');
  }
});

test('other errors are thrown', () => {
  const broken = () => {
    throw new TypeError('broken');
  };
  assert.throws(() => new Memory(broken), TypeError);
});
