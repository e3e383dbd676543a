import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NoImage } from '../picture/image.ts';
import { LinkedImage } from './linked-image.ts';

const MINUTE = 60_000;

/** An image whose first address is given, and whose next ones are these. */
function linked(given: string | undefined, ...next: (string | undefined)[]) {
  const clock = { now: 1_000_000 };
  const asked: number[] = [];
  const ask = async () => {
    asked.push(clock.now);
    return next.shift();
  };
  return { image: new LinkedImage(given, ask, () => clock.now), clock, asked };
}

test('the address that came with the request is used while it is good', async () => {
  const { image, clock, asked } = linked('first', 'second');
  clock.now += 4 * MINUTE - 1;
  assert.equal(await image.address(), 'first');
  clock.now += 1;
  assert.equal(await image.address(), 'second');
  assert.equal(asked.length, 1);
});

test('an address that leads to nothing is asked for anew, once', async () => {
  const { image, asked } = linked('first', 'second', 'third');
  assert.equal(await image.anew(), 'second');
  await assert.rejects(image.anew(), NoImage);
  assert.equal(asked.length, 1);
});

test('where there is no address, it says so', async () => {
  const none = linked(undefined, 'second');
  await assert.rejects(none.image.address(), /not among/);
  assert.equal(none.asked.length, 0);
  await assert.rejects(linked('first', undefined).image.anew(), /could not be loaded/);
});
