import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { test, type TestContext } from 'node:test';
import { Poller, type Look } from './poller.ts';

class Page {
  visibilityState: DocumentVisibilityState = 'visible';
  readonly #listeners: (() => void)[] = [];

  addEventListener(_type: string, listener: () => void): void {
    this.#listeners.push(listener);
  }

  show(state: DocumentVisibilityState): void {
    this.visibilityState = state;
    for (const listener of this.#listeners) listener();
  }
}

/** A poller every 4 s whose looks end as given, then with "again"; `pass` lets time go by. */
function polling(context: TestContext, ...ends: (Look | Promise<Look>)[]) {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const page = new Page();
  let looks = 0;
  const poller = new Poller(async () => (looks++, (await ends.shift()) ?? 'again'), 4_000, page);
  const pass = async (milliseconds: number) => {
    context.mock.timers.tick(milliseconds);
    for (let i = 0; i < 3; i++) await turn();
  };
  return { poller, page, pass, looks: () => looks };
}

test('it looks every interval', async context => {
  const { poller, pass, looks } = polling(context);
  poller.start();
  await pass(3_999);
  assert.equal(looks(), 0);
  await pass(1);
  assert.equal(looks(), 1);
  await pass(4_000);
  assert.equal(looks(), 2);
  poller.stop();
  await pass(100_000);
  assert.equal(looks(), 2);
});

test('nothing is asked while nobody looks, and at once when somebody does', async context => {
  const { poller, page, pass, looks } = polling(context);
  poller.start();
  page.show('hidden');
  await pass(100_000);
  assert.equal(looks(), 0);
  page.show('visible');
  await pass(0);
  assert.equal(looks(), 1);
  await pass(4_000);
  assert.equal(looks(), 2);
});

test('failures make it wait longer, up to a minute, and a success ends that', async context => {
  const { poller, pass, looks } = polling(context, ...Array<Look>(6).fill('failed'));
  poller.start();
  const waits = [4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000, 4_000];
  for (const [index, wait] of waits.entries()) {
    await pass(wait - 1);
    assert.equal(looks(), index, `before ${wait} ms`);
    await pass(1);
    assert.equal(looks(), index + 1, `after ${wait} ms`);
  }
});

test('it ends when there is nothing more to come, and can be started again', async context => {
  const { poller, page, pass, looks } = polling(context, 'done');
  poller.start();
  await pass(4_000);
  page.show('visible');
  await pass(100_000);
  assert.equal(looks(), 1);
  poller.start();
  await pass(4_000);
  assert.equal(looks(), 2);
});

test('there is one look at a time', async context => {
  const slow = Promise.withResolvers<Look>();
  const { poller, page, pass, looks } = polling(context, slow.promise);
  poller.start();
  await pass(4_000);
  poller.start();
  page.show('visible');
  await pass(50_000);
  assert.equal(looks(), 1);
  slow.resolve('again');
  await pass(0);
  await pass(4_000);
  assert.equal(looks(), 2);
});

test('a look that was on its way when it was stopped plans no other', async context => {
  const slow = Promise.withResolvers<Look>();
  const { poller, pass, looks } = polling(context, slow.promise);
  poller.start();
  await pass(4_000);
  poller.stop();
  slow.resolve('again');
  await pass(100_000);
  assert.equal(looks(), 1);
});
