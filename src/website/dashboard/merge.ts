import { limits } from '../base/contract.ts';
import { joined } from '../session/more.ts';
import type { ListedRequest, RequestsPage } from './listed-request.ts';

/** The number of items to ask for, so that one answer covers those shown, up to the API's limit. */
export function limitFor(shown: number): number {
  return Math.min(Math.max(shown, limits.defaultItems), limits.mostItems);
}

/** The shown items with the next page. */
export function extended(shown: RequestsPage, next: RequestsPage): RequestsPage {
  return { ...next, items: joined(shown.items, next.items) };
}

/**
 * The shown items, updated with a new first page. That page is complete back to a point in time. Shown items older than
 * that stay. Newer ones that are not in the page are removed.
 */
export function refreshed(shown: RequestsPage, first: RequestsPage): RequestsPage {
  const reached = first.searchedTo ?? first.items.at(-1)?.createdAt;
  if (first.cursor === undefined || reached === undefined) return first;
  const known = new Set(first.items.map(({ id }) => id));
  const older = shown.items.filter(({ id, createdAt }) => createdAt <= reached && !known.has(id));
  const further = older.length > 0 || (shown.searchedTo !== undefined && shown.searchedTo < reached);
  return further ? { ...shown, items: [...first.items, ...older] } : first;
}

/** The list without the other list's items: a request that was just decided may be in both answers. */
export function without(list: RequestsPage, other: RequestsPage): RequestsPage {
  const there = new Set(other.items.map(({ id }) => id));
  const items = list.items.filter(({ id }) => !there.has(id));
  return items.length === list.items.length ? list : { ...list, items };
}

/** The changes between two looks, in a few sentences for screen readers. */
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
