import { linkKey } from '../base/contract.ts';
import type { Memory } from '../base/memory.ts';
import { membersOf } from '../request/address.ts';
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
 * Reads the address of a link, `…#id=…&key=…&decision=…`. Undefined if the id is missing, or if id or key is cut off,
 * given twice or otherwise invalid. An invalid decision is ignored, because mail programs may add a full stop to a
 * link. If the fragment alone is a valid link, the rest of the address does not count.
 */
export function parseLink(address: string): Link | undefined {
  return linkIn(/#.*/s.exec(address)?.[0] ?? '') ?? linkIn(address);
}

function linkIn(address: string): Link | undefined {
  const members = membersOf(address);
  const [id, ...otherIds] = new Set(members.getAll('id'));
  const [key, ...otherKeys] = new Set(members.getAll('key'));
  if (id === undefined || !ID.test(id) || otherIds.length > 0) return undefined;
  if ((key !== undefined && !KEY.test(key)) || otherKeys.length > 0) return undefined;
  const decision = members.get('decision');
  return { id, key, decision: decision === 'approve' || decision === 'reject' ? decision : undefined };
}

export interface Opened {
  readonly link: Link | undefined;
  /** The new fragment of the address, with its `#`. Undefined if the address stays. */
  readonly hash: string | undefined;
}

/**
 * Moves the key from the address into the tab's memory.
 *
 * Whoever has the key can decide in the approver's name, and addresses are shared: in chats, on screens, in print, in
 * bug reports. The caller replaces the history entry by the rest, `#id=…&decision=…`. With it, this tab finds the key
 * again after a reload, back or forward, or when it is restored or duplicated. Elsewhere, or if the browser stores
 * nothing, the same address asks for the link in the mail. The memory ends with the tab. A damaged link stays in the
 * address, where it can be mended, but without its key.
 */
export function openLink(address: string, memory: Memory): Opened {
  const link = parseLink(address);
  if (link === undefined) return { link, hash: membersOf(address).has('key') ? '' : undefined };
  const name = `key:${link.id}`;
  const hash = `#id=${link.id}${link.decision === undefined ? '' : `&decision=${link.decision}`}`;
  if (link.key !== undefined) {
    memory.set(name, link.key);
    return { link, hash };
  }
  const key = memory.get(name);
  return { link: { ...link, key: key !== undefined && KEY.test(key) ? key : undefined }, hash };
}
