import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NoImage } from '../picture/image.ts';
import { LinkedImage } from './linked-image.ts';

const MINUTE = 60_000;

/** An image with this first address and these next ones. */
function linked(given: string | undefined, ...next: (string | undefined)[]) {
  const clock = { now: 1_000_000 };
  const asked: number[] = [];
  const ask = async () => {
    asked.push(clock.now);
    return next.shift();
  };
  return { image: new LinkedImage(given, ask, () => clock.now), clock, asked };
}

test('the request’s own address is used while it works', async () => {
  const { image, clock, asked } = linked('first', 'second');
  clock.now += 4 * MINUTE - 1;
  assert.equal(await image.address(), 'first');
  clock.now += 1;
  assert.equal(await image.address(), 'second');
  assert.equal(asked.length, 1);
});

test('after a failed address, a new one is requested once', async () => {
  const { image, asked } = linked('first', 'second', 'third');
  assert.equal(await image.anew(), 'second');
  await assert.rejects(image.anew(), NoImage);
  assert.equal(asked.length, 1);
});

test('a missing address is explained', async () => {
  const none = linked(undefined, 'second');
  await assert.rejects(none.image.address(), /no longer exists/);
  assert.equal(none.asked.length, 0);
  await assert.rejects(linked('first', undefined).image.anew(), /could not be loaded/);
});
