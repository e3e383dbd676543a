import { limits } from '../base/contract.ts';
import { joined } from '../session/more.ts';
import type { ListedRequest, RequestsPage } from './listed-request.ts';

/** How many items to ask for, so that the answer covers what is shown, as far as one answer can. */
export function limitFor(shown: number): number {
  return Math.min(Math.max(shown, limits.defaultItems), limits.mostItems);
}

/** What is shown, with the page after it. */
export function extended(shown: RequestsPage, next: RequestsPage): RequestsPage {
  return { ...next, items: joined(shown.items, next.items) };
}

/**
 * What is shown, with the first page as it is now. That is all there is back to a point in time, so what is shown from
 * before that point stays, and what is shown from after it and is not in the page any more is gone.
 */
export function refreshed(shown: RequestsPage, first: RequestsPage): RequestsPage {
  const reached = first.searchedTo ?? first.items.at(-1)?.createdAt;
  if (first.cursor === undefined || reached === undefined) return first;
  const known = new Set(first.items.map(({ id }) => id));
  const older = shown.items.filter(({ id, createdAt }) => createdAt <= reached && !known.has(id));
  const further = older.length > 0 || (shown.searchedTo !== undefined && shown.searchedTo < reached);
  return further ? { ...shown, items: [...first.items, ...older] } : first;
}

/** The list without what another list has: a request that was decided just now may be in both answers. */
export function without(list: RequestsPage, other: RequestsPage): RequestsPage {
  const there = new Set(other.items.map(({ id }) => id));
  const items = list.items.filter(({ id }) => !there.has(id));
  return items.length === list.items.length ? list : { ...list, items };
}

/** What happened between two looks, in a few sentences to be read aloud. */
export function news(
  before: readonly ListedRequest[],
  now: readonly ListedRequest[],
  known: ReadonlySet<string>,
): string[] {
  const was = new Map(before.map(item => [item.id, item]));
  const decided = now
    .filter(item => was.get(item.id)?.status === 'pending' && item.status !== 'pending')
    .map(item => `${nameOf(item)} is ${item.status}${byWhom(item)}.`);
  const fresh = now.filter(item => item.status === 'pending' && !known.has(item.id));
  const said = fresh.length > 2 ? [`${fresh.length} new requests.`] : fresh.map(item => `New: ${nameOf(item)}.`);
  return decided.length > 2 ? [...said, `${decided.length} requests are decided.`] : [...said, ...decided];
}

function byWhom({ status, decidedBy }: ListedRequest): string {
  const decided = status === 'approved' || status === 'rejected';
  return decided && decidedBy !== undefined ? ` by ${decidedBy}` : '';
}

function nameOf({ subject }: ListedRequest): string {
  return subject === undefined ? 'A request' : `“${subject}”`;
}
