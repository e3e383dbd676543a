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

/** A poller with an interval of 4 s. Its looks end as given, then with "again". `pass` advances the time. */
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

test('it looks at each interval', async context => {
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

test('it does not look while the page is hidden, and looks at once when it becomes visible', async context => {
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

test('failures lengthen the interval up to a minute, and a success resets it', async context => {
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

test('it stops at "done", and can be started again', async context => {
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

test('after a stop, a running look does not plan another', async context => {
  const slow = Promise.withResolvers<Look>();
  const { poller, pass, looks } = polling(context, slow.promise);
  poller.start();
  await pass(4_000);
  poller.stop();
  slow.resolve('again');
  await pass(100_000);
  assert.equal(looks(), 1);
});
