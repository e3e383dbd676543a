import assert from 'node:assert/strict';
import { test } from 'node:test';
import { borrow, lend } from './tabs.ts';

/** A tab of the site with this session. */
function tab(lent?: string) {
  const channel = new BroadcastChannel('session-of-test');
  const session = { lent, borrow: (text: string) => void (session.lent = text) };
  return { channel, session };
}

test('a new tab is signed in as the open ones are', async () => {
  const tabs = [tab('tokens'), tab(), tab()];
  const [signedIn, signedOut, fresh] = tabs as [ReturnType<typeof tab>, ReturnType<typeof tab>, ReturnType<typeof tab>];
  lend(signedIn.session, signedIn.channel);
  lend(signedOut.session, signedOut.channel);
  await borrow(fresh.session, fresh.channel, 5_000);
  assert.equal(fresh.session.lent, 'tokens');
  // Only who asked takes it.
  assert.equal(signedOut.session.lent, undefined);
  for (const { channel } of tabs) channel.close();
});

test('without another tab that is signed in, a new tab does not wait long', async () => {
  const { channel, session } = tab();
  await borrow(session, channel, 10);
  assert.equal(session.lent, undefined);
  channel.close();
});
