import { Members } from '../base/members.ts';
import type { Session } from './session.ts';

/** Milliseconds in which another tab answers. */
const PATIENCE = 300;

/** The used part of `BroadcastChannel`. Only pages of this site, in this browser's profile, are on it. */
type Channel = Pick<BroadcastChannel, 'addEventListener' | 'removeEventListener' | 'postMessage'>;

/** Gives the session to tabs that are opened from now on, such as by a click with Ctrl. */
export function lend(session: Pick<Session, 'lent'>, channel: Channel): void {
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const { lent } = session;
    if (new Members(data).get('wanted') === true && lent !== undefined) channel.postMessage({ lent });
  });
}

/** Takes over the session of a tab that is open. Resolves soon if there is none. */
export function borrow(session: Pick<Session, 'borrow'>, channel: Channel, patience = PATIENCE): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const hear = ({ data }: MessageEvent<unknown>) => {
    const lent = new Members(data).text('lent');
    if (lent === undefined) return;
    session.borrow(lent);
    resolve();
  };
  channel.addEventListener('message', hear);
  const timer = setTimeout(resolve, patience);
  channel.postMessage({ wanted: true });
  return promise.finally(() => {
    clearTimeout(timer);
    channel.removeEventListener('message', hear);
  });
}
