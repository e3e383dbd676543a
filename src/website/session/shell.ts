import { call } from '../base/api.ts';
import { el, elementById } from '../base/dom.ts';
import { Memory } from '../base/memory.ts';
import type { Notice } from '../base/notice.ts';
import { button, outcome } from '../base/outcome.ts';
import { readConfig, type Config } from './config.ts';
import { IdentityPool, NoCredentials } from './credentials.ts';
import { Frames } from './frames.ts';
import { failedSignIn, NO_CONFIG, NO_SIGN_IN, SESSION_ENDED, SIGNED_OUT_ELSEWHERE, welcome } from './notices.ts';
import { providerOf, revokeAt, Session } from './session.ts';
import { SignedApi } from './signed-api.ts';
import { isAnswer, returnFrom, safeReturn, signOutUrl } from './sign-in.ts';
import { borrow, lend } from './tabs.ts';

/** What a page can use once somebody is signed in. */
export interface SignedIn {
  readonly api: SignedApi;
  readonly frames: Frames;
  readonly memory: Memory;
  readonly email: string;
  /** Whether faces are deployed. */
  readonly faces: boolean;
  /** Whether reports are deployed. */
  readonly reports: boolean;
  /** Requests a new token. A new reviewer's group is only in a new token. */
  renew(): Promise<unknown>;
  /** Aborted when the session ends. */
  readonly over: AbortSignal;
}

type Start = (signed: SignedIn) => void;

const site = new URL('./', location.href).href;
const main = elementById('main');
const memory = new Memory(() => sessionStorage);

/**
 * Starts the page once somebody is signed in.
 * @param greeting The notice for somebody who is not signed in.
 */
export async function enter(start: Start, greeting: Notice = welcome('approval requests')): Promise<void> {
  elementById('skip').addEventListener('click', event => {
    // The fragment holds the page's state, so the link must not change it.
    event.preventDefault();
    main.focus();
  });
  const config = readConfig((await call('config.json')).body);
  if (config === undefined) return tell(NO_CONFIG, retry(reload));
  await signedIn(config, start, greeting);
}

async function signedIn(config: Config, start: Start, greeting: Notice): Promise<void> {
  const session = openSession(config);
  if (session === undefined) return tell(NO_SIGN_IN, retry(reload));
  const signIn = () => void goToSignIn(session);
  const ask = (notice: Notice) => tell(notice, button('Sign in', signIn, 'main'));
  if (isAnswer(location.search)) {
    const { search } = location;
    history.replaceState(history.state, '', `${location.pathname}${location.hash}`);
    try {
      const page = safeReturn(await session.finishSignIn(`${site}${search}`));
      if (/^\w/.test(page)) return location.replace(new URL(page, site));
      if (page !== '') history.replaceState(history.state, '', page);
    } catch (error) {
      // If somebody is signed in, this was an old answer, perhaps from the browser's history.
      if (session.email === undefined) return ask(failedSignIn(error));
    }
  }
  const tabs = new BroadcastChannel('session');
  if (session.email === undefined) {
    // The tokens of a session that ended while this tab was away.
    session.revoke();
    await borrow(session, tabs);
  }
  const { email } = session;
  if (email === undefined) return ask(greeting);
  lend(session, tabs);
  addEventListener('pageshow', ({ persisted }) => {
    // The back button showed a page from before the sign-out.
    if (persisted && session.email === undefined) location.reload();
  });
  const over = new AbortController();
  showUser(session, config);
  const leave = (notice: Notice) => {
    if (over.signal.aborted) return;
    over.abort();
    elementById('user').replaceChildren();
    elementById('pages').hidden = true;
    ask(notice);
    main.querySelector('h1')?.focus();
  };
  const api = new SignedApi(session, () => leave(SESSION_ENDED));
  addEventListener('storage', () => {
    if (session.email !== undefined) return;
    session.revoke();
    leave(SIGNED_OUT_ELSEWHERE);
  });
  const pool = new IdentityPool(config, async () => {
    const got = await session.token();
    if ('none' in got) throw new NoCredentials('nobody is signed in');
    return got.token;
  });
  start({
    api,
    frames: new Frames(config, pool),
    memory,
    email,
    faces: config.frames !== undefined,
    reports: config.reports,
    renew: () => session.renew(),
    over: over.signal,
  });
}

/** The session; undefined if the browser refuses storage. */
function openSession(config: Config): Session | undefined {
  try {
    const provider = providerOf(config, site, sessionStorage);
    return new Session({ provider, memory, shared: new Memory(() => localStorage), revoke: revokeAt(config) });
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

async function goToSignIn(session: Session): Promise<void> {
  try {
    location.assign(await session.signInUrl(returnFrom(location.pathname, location.hash)));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    const again = () => void goToSignIn(session);
    tell(NO_SIGN_IN, retry(again));
  }
}

const retry = (onPress: () => void): HTMLButtonElement => button('Try again', onPress, 'main');
const reload = (): void => location.reload();

/** Shows the signed-in person and the links to the pages. */
function showUser(session: Session, config: Config): void {
  elementById('pages').hidden = false;
  elementById('to-people').hidden = config.frames === undefined;
  elementById('to-reports').hidden = !config.reports;
  const signOut = button('Sign out', () => {
    session.signOut();
    location.assign(signOutUrl(config.domain, config.clientId, site));
  });
  elementById('user').replaceChildren(el('bdi', { class: 'email' }, session.email), signOut);
}

/** Shows a notice with an action instead of the page. */
export function tell(notice: Notice, action?: HTMLElement): void {
  main.removeAttribute('aria-busy');
  main.replaceChildren(el('article', { class: 'card' }, outcome(notice, action)));
  document.title = `${notice.heading} · ApprovalWorkflow`;
  elementById('status').textContent = notice.heading;
}
