import { linkKey } from '../base/contract.ts';
import type { Memory } from '../base/memory.ts';
import type { Decision } from '../request/decision.ts';
import { ID } from '../request/request.ts';

/** The content of a mail link after its `#`. */
export interface Link {
  readonly id: string;
  /** The approver's secret; absent once it was removed from the address. */
  readonly key: string | undefined;
  /** Which of the mail's two links was opened. It only preselects; it does not decide. */
  readonly decision: Decision | undefined;
}

const KEY = new RegExp(`^[A-Za-z0-9_-]{${linkKey.length}}$`);

/**
 * Reads `#id=…&key=…&decision=…`. Undefined if the id is missing, or if id or key is cut off, repeated or otherwise
 * invalid. An invalid decision is ignored, because mail programs may add a full stop to a link.
 */
export function parseLink(hash: string): Link | undefined {
  const members = new URLSearchParams(hash.replace(/^#/, ''));
  const [id, ...otherIds] = members.getAll('id');
  const [key, ...otherKeys] = members.getAll('key');
  if (id === undefined || !ID.test(id) || otherIds.length > 0) return undefined;
  if ((key !== undefined && !KEY.test(key)) || otherKeys.length > 0) return undefined;
  const decision = members.get('decision');
  return { id, key, decision: decision === 'approve' || decision === 'reject' ? decision : undefined };
}

export interface Opened {
  readonly link: Link | undefined;
  /** The new fragment of the address, with its `#`. */
  readonly hash: string;
}

/**
 * Moves the key from the address into the tab's memory.
 *
 * Whoever has the key can decide in the approver's name, and addresses are shared: in chats, on screens, in print, in
 * bug reports. The caller replaces the history entry by the rest, `#id=…&decision=…`. With it, this tab finds the key
 * again after a reload, back or forward, or when it is restored or duplicated. Elsewhere, the same address asks for the
 * link in the mail. The memory ends with the tab. If the browser refuses it, the key stays in the address, so that a
 * reload works.
 */
export function openLink(hash: string, memory: Memory): Opened {
  const link = parseLink(hash);
  if (link === undefined) return { link, hash };
  const name = `key:${link.id}`;
  if (link.key === undefined) {
    const key = memory.get(name);
    return { link: { ...link, key: key !== undefined && KEY.test(key) ? key : undefined }, hash };
  }
  if (!memory.set(name, link.key)) return { link, hash };
  return { link, hash: `#id=${link.id}${link.decision === undefined ? '' : `&decision=${link.decision}`}` };
}
