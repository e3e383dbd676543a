import { limits } from '../base/contract.ts';
import { joined } from '../session/more.ts';
import type { Section } from './filter.ts';
import type { ListedRequest, RequestsPage } from './listed-request.ts';

/** The number of items to ask for, so that one answer covers those shown, up to the API's limit. */
export function limitFor(shown: number): number {
  return Math.min(Math.max(shown, limits.defaultItems), limits.mostItems);
}

/** Whether a place in the list comes at or after another. Pending requests come by deadline, past ones newest first. */
const follows = (name: Section['name'], place: string, other: string): boolean =>
  name === 'past' ? place <= other : place >= other;

const placeOf = (name: Section['name'], item: ListedRequest): string =>
  name === 'past' ? item.createdAt : item.expiresAt;

/** The shown items with the next page. */
export function extended(shown: RequestsPage, next: RequestsPage): RequestsPage {
  return { ...next, items: joined(shown.items, next.items) };
}

/**
 * The shown items, updated with a new first page. The new page is complete up to a place in the list. Shown items after
 * that place stay. Shown items before it that are not in the page are removed.
 */
export function refreshed(name: Section['name'], shown: RequestsPage, first: RequestsPage): RequestsPage {
  const last = first.items.at(-1);
  const reached = first.searchedTo ?? (last && placeOf(name, last));
  if (first.cursor === undefined || reached === undefined) return first;
  const known = new Set(first.items.map(({ id }) => id));
  const rest = shown.items.filter(item => follows(name, placeOf(name, item), reached) && !known.has(item.id));
  const { searchedTo } = shown;
  const further = searchedTo !== undefined && searchedTo !== reached && follows(name, searchedTo, reached);
  return further || rest.length > 0 ? { ...shown, items: [...first.items, ...rest] } : first;
}

/** Each list without the items of later lists: a request that was just decided may be in two answers. */
export function apart(lists: readonly RequestsPage[]): readonly RequestsPage[] {
  return lists.map((list, index) => {
    const later = new Set(lists.slice(index + 1).flatMap(({ items }) => items.map(({ id }) => id)));
    const items = list.items.filter(({ id }) => !later.has(id));
    return items.length === list.items.length ? list : { ...list, items };
  });
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
