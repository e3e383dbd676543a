import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onUse } from './person.ts';

test('a person uses a page by a key, a pointer or a wheel; what a script does or scrolls is nobody’s use', () => {
  const listeners = new Map<string, (event: Event) => void>();
  let uses = 0;
  const target = { addEventListener: (type: string, listener: unknown) => void listeners.set(type, listener as never) };
  onUse(target, () => uses++);
  assert.deepEqual([...listeners.keys()], ['keydown', 'pointerdown', 'wheel']);
  for (const [type, listener] of listeners) listener(new Event(type));
  assert.equal(uses, 0);
  for (const [type, listener] of listeners) listener({ type, isTrusted: true } as Event);
  assert.equal(uses, 3);
});
