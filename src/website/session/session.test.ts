import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ErrorResponse } from 'oidc-client-ts';
import type { Memory } from '../base/memory.ts';
import { tabMemory } from '../testing/memory.ts';
import { providerOf, Session, type Provider } from './session.ts';

const profile = { sub: 's1', email: 'a@example.com' };
const HOUR = 3_600_000;

/** A signed-in session with this renewal. `asked` are the refresh tokens that the provider received. */
async function signedIn(...renewals: (object | Error)[]) {
  const clock = { now: 1_000_000_000_000 };
  const { memory, kept } = tabMemory();
  const shared = tabMemory();
  const asked: unknown[] = [];
  const revoked: string[] = [];
  const inAnHour = () => ({ ...profile, exp: Math.ceil((clock.now + HOUR) / 1000) });
  const provider = {
    createSigninRequest: async ({ state }: { state: string }) => ({ url: `https://domain/?${state}` }),
    processSigninResponse: async () => ({
      id_token: 'id-1',
      refresh_token: 'refresh-1',
      profile: inAnHour(),
      userState: 'approval.html#id=x',
    }),
    useRefreshToken: async ({ state }: { state: { refresh_token: string } }) => {
      asked.push(state.refresh_token);
      const renewal = renewals.shift();
      if (renewal instanceof Error) throw renewal;
      return { profile: inAnHour(), ...renewal };
    },
  } as unknown as Provider;
  const inTab = (tab: Memory) =>
    new Session({
      provider,
      memory: tab,
      shared: shared.memory,
      revoke: token => revoked.push(token),
      now: () => clock.now,
    });
  const session = inTab(memory);
  const page = await session.finishSignIn('https://site/?code=c&state=s');
  const again = () => inTab(memory);
  const otherTab = () => inTab(tabMemory().memory);
  return { session, again, otherTab, page, clock, kept, shared: shared.kept, asked, revoked };
}

test('a sign-in gives the wanted page and the person', async () => {
  const { session, page } = await signedIn();
  assert.deepEqual([page, session.email], ['approval.html#id=x', 'a@example.com']);
  assert.deepEqual(await session.token(), { token: 'id-1' });
});

test('the session survives a reload', async () => {
  const { again } = await signedIn();
  assert.equal(again().email, 'a@example.com');
  assert.deepEqual(await again().token(), { token: 'id-1' });
});

test('a damaged memory gives no session', async () => {
  for (const text of ['', '{', '[]', '{"idToken":1,"sub":"s"}', '{"idToken":"x"}']) {
    const { again, kept } = await signedIn();
    kept.set('session', text);
    assert.equal(again().email, undefined, text);
    assert.deepEqual(await again().token(), { none: 'ended' });
  }
});

test('a token that is about to expire is renewed once for all callers', async () => {
  const { session, clock, asked, again } = await signedIn({ id_token: 'id-2' }, { id_token: 'id-3' });
  clock.now += HOUR - 60_001;
  assert.deepEqual(await session.token(), { token: 'id-1' });
  clock.now += 2;
  assert.deepEqual(await Promise.all([session.token(), session.token()]), [{ token: 'id-2' }, { token: 'id-2' }]);
  assert.deepEqual(await again().token(), { token: 'id-2' });
  clock.now += HOUR;
  assert.deepEqual(await session.token(), { token: 'id-3' });
  assert.deepEqual(asked, ['refresh-1', 'refresh-1']);
});

test('a new refresh token is used for the next renewal', async () => {
  const { session, asked } = await signedIn({ id_token: 'id-2', refresh_token: 'refresh-2' }, { id_token: 'id-3' });
  await session.renew();
  await session.renew();
  assert.deepEqual(asked, ['refresh-1', 'refresh-2']);
});

test('a refused token is renewed, unless there is a newer one', async () => {
  const { session, asked } = await signedIn({ id_token: 'id-2' });
  assert.equal(await session.renew('id-1'), 'renewed');
  assert.equal(await session.renew('id-1'), 'renewed');
  assert.equal(asked.length, 1);
});

test('a session that the provider ended is removed', async () => {
  const { session, kept } = await signedIn(new ErrorResponse({ error: 'invalid_grant' }));
  assert.equal(await session.renew(), 'ended');
  assert.deepEqual([session.email, kept.size], [undefined, 0]);
  assert.equal(await session.renew(), 'ended');
});

test('without a network the session stays, and its token works until it expires', async () => {
  const { session, clock } = await signedIn(new TypeError('fetch'), new TypeError('fetch'), { id_token: 'id-2' });
  clock.now += HOUR - 1;
  assert.deepEqual(await session.token(), { token: 'id-1' });
  clock.now += 2;
  assert.deepEqual(await session.token(), { none: 'unreachable' });
  assert.deepEqual(await session.token(), { token: 'id-2' });
});

test('a page in the back cache is signed out with the others', async () => {
  const { session, again } = await signedIn();
  again().end();
  assert.equal(session.email, undefined);
  assert.deepEqual(await session.token(), { none: 'ended' });
});

test('signing out revokes the refresh token and ends the session in every tab', async () => {
  const { session, otherTab, kept, shared, revoked, clock } = await signedIn();
  const other = otherTab();
  other.borrow(session.lent!);
  assert.deepEqual(await other.token(), { token: 'id-1' });
  clock.now += 1;
  session.signOut();
  assert.deepEqual([session.email, kept.size, revoked], [undefined, 0, ['refresh-1']]);
  assert.deepEqual([other.email, other.lent, await other.token()], [undefined, undefined, { none: 'ended' }]);
  other.revoke();
  assert.deepEqual(revoked, ['refresh-1', 'refresh-1']);
  // What stays in the browser is a time.
  assert.deepEqual([...shared], [['signed-out', String(clock.now)]]);
});

test('after a sign-out, a sign-in works even if the clock was set back', async () => {
  const { session, clock } = await signedIn();
  session.signOut();
  clock.now -= HOUR;
  await session.finishSignIn('https://site/?code=c&state=s');
  assert.equal(session.email, 'a@example.com');
  session.signOut();
  assert.equal(session.email, undefined);
});

test('a renewal for another person ends the session', async () => {
  const { session } = await signedIn({ id_token: 'id-2', profile: { sub: 's2', email: 'b@example.com', exp: 1e10 } });
  assert.equal(await session.renew(), 'ended');
  assert.equal(session.email, undefined);
});

test('a renewal that ends after the sign-out does not sign in again', async () => {
  const { session, kept } = await signedIn({ id_token: 'id-2' });
  const renewal = session.renew();
  session.end();
  assert.equal(await renewal, 'ended');
  assert.deepEqual([session.email, kept.size], [undefined, 0]);
});

test('the sign-in’s address needs no discovery, and has a challenge and a state', async () => {
  const { memory, kept } = tabMemory();
  const store = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
    key: (index: number) => [...kept.keys()][index] ?? null,
    clear: () => kept.clear(),
    get length() {
      return kept.size;
    },
  };
  const config = { issuer: 'https://issuer.example/pool', domain: 'https://login.example', clientId: 'client-1' };
  const provider = providerOf({ ...config } as never, 'https://site.example/', store);
  const session = new Session({ provider, memory, shared: memory, revoke: () => {} });
  const url = new URL(await session.signInUrl('approval.html#id=x'));
  assert.equal(`${url.origin}${url.pathname}`, 'https://login.example/oauth2/authorize');
  const { state, code_challenge: challenge, ...others } = Object.fromEntries(url.searchParams);
  assert.deepEqual(others, {
    client_id: 'client-1',
    redirect_uri: 'https://site.example/',
    response_type: 'code',
    scope: 'openid email profile',
    code_challenge_method: 'S256',
  });
  assert.match(`${state} ${challenge}`, /^\S{32,} [\w-]{43}$/);
  assert.deepEqual([...kept.keys()], [`signin:${state}`]);
  // The page to return to is not in the address either.
  assert.doesNotMatch(url.href, /approval/);
  await assert.rejects(provider.processSigninResponse('https://site.example/?code=c&state=other'));
});
