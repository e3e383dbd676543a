import { linkKey } from '../base/contract.ts';
import type { Memory } from '../base/memory.ts';
import type { Decision } from '../request/decision.ts';
import { ID } from '../request/request.ts';

/** What a mail link says after its `#`. */
export interface Link {
  readonly id: string;
  /** The approver's secret; absent after it was taken out of the address. */
  readonly key: string | undefined;
  /** Which of the mail's two links it was: a suggestion to the page, never a decision. */
  readonly decision: Decision | undefined;
}

const KEY = new RegExp(`^[A-Za-z0-9_-]{${linkKey.length}}$`);

/**
 * Reads `#id=…&key=…&decision=…`. Undefined if the id is missing, or if an id or key is cut off, doubled or otherwise
 * not one that the mail can contain. An odd decision is ignored: mail programs like to drag a full stop into a link.
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
  /** What the address should say after this, with its `#`. */
  readonly hash: string;
}

/**
 * Takes the key out of the address and into the tab's memory.
 *
 * The key decides in one approver's name, and addresses get around: into a chat ("can you look at this?"), onto a
 * shared screen, the foot of a printed page, a bug report. What is left, `#id=…&decision=…`, still tells this tab which
 * request it shows: the caller puts it in place of the history entry, so that reload, back and forward, a restored or
 * a duplicated tab find the key again, while the same address elsewhere asks for the link in the mail. The memory is
 * this origin's and this tab's, and ends with the tab. Where the browser refuses it, the key stays in the address,
 * since a reload that works matters more.
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
