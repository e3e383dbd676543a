import assert from 'node:assert/strict';
import test from 'node:test';
import { BoundedQueue } from './bounded-queue.ts';

test('A queue returns its items in order until it is closed', async () => {
  const queue = new BoundedQueue<number>(3, () => assert.fail('dropped'));
  queue.push(1);
  const taken = Array.fromAsync(queue);
  queue.push(2);
  await Promise.resolve();
  queue.push(3);
  queue.close();
  queue.push(4);
  assert.deepEqual(await taken, [1, 2, 3]);
});

test('A full queue drops its oldest item', async () => {
  const dropped: number[] = [];
  const queue = new BoundedQueue<number>(2, item => dropped.push(item));
  for (const each of [1, 2, 3, 4]) queue.push(each);
  queue.close();
  assert.deepEqual(dropped, [1, 2]);
  assert.deepEqual(await Array.fromAsync(queue), [3, 4]);
});

test('put waits for a free slot, drops nothing, and stops waiting when the queue is closed', async () => {
  const queue = new BoundedQueue<number>(1, () => assert.fail('dropped'));
  const all = (async () => {
    for (const each of [1, 2, 3]) await queue.put(each);
  })();
  const items = queue[Symbol.asyncIterator]();
  assert.deepEqual([(await items.next()).value, (await items.next()).value], [1, 2]);
  await all;
  const late = queue.put(4);
  queue.close();
  await late;
  assert.deepEqual([(await items.next()).value, (await items.next()).done], [3, true]);
});
