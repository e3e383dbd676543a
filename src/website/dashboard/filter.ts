import { limits, requestLists, statuses } from '../base/contract.ts';
import type { Status } from '../request/request.ts';

/** What the dashboard shows. It is in the address after the `#`, so that reload and back keep it. */
export interface Filter {
  readonly status: Status | 'all';
  readonly search: string;
  /** Only requests that the reader made, was asked about, or decided. */
  readonly mine: boolean;
  /** The first and the last day on which a request was made, such as "2026-11-20"; empty for no limit. */
  readonly from: string;
  readonly to: string;
}

export const NO_FILTER: Filter = { status: 'all', search: '', mine: false, from: '', to: '' };

/** A list on the dashboard: its name, and the status for the API. */
export interface Section {
  readonly name: 'mine' | 'others' | 'past';
  readonly status: Status | (typeof requestLists)[keyof typeof requestLists];
}

export function readFilter(hash: string): Filter {
  const members = new URLSearchParams(hash.replace(/^#/, ''));
  const day = (name: string) => (midnight(members.get(name) ?? '') === undefined ? '' : members.get(name)!);
  return {
    status: statuses.find(each => each === members.get('status')) ?? 'all',
    search: (members.get('search') ?? '').slice(0, limits.searchLength),
    mine: members.get('mine') === 'true',
    from: day('from'),
    to: day('to'),
  };
}

/** The filter as a fragment with `#`; empty for no filter. */
export function hashOf({ status, search, mine, from, to }: Filter): string {
  const members = new URLSearchParams();
  if (status !== 'all') members.set('status', status);
  if (search !== '') members.set('search', search);
  if (mine) members.set('mine', 'true');
  if (from !== '') members.set('from', from);
  if (to !== '') members.set('to', to);
  const text = members.toString();
  return text === '' ? '' : `#${text}`;
}

/** Whether the lists leave out requests of their statuses. */
export function isSearch({ search, mine, from, to }: Filter): boolean {
  return search.trim() !== '' || mine || from !== '' || to !== '';
}

const PENDING: readonly Section[] = [
  { name: 'mine', status: requestLists.waitingForMe },
  { name: 'others', status: requestLists.waitingForOthers },
];

export function sectionsOf({ status }: Filter): readonly Section[] {
  if (status === 'all') return [...PENDING, { name: 'past', status: requestLists.past }];
  return status === 'pending' ? PENDING : [{ name: 'past', status }];
}

export function pathOf(section: Section, filter: Filter, limit: number, cursor: string | undefined): string {
  const members = new URLSearchParams({ status: section.status, limit: String(limit) });
  const search = filter.search.trim();
  const [from, before] = [midnight(filter.from), midnight(filter.to, 1)];
  if (search !== '') members.set('search', search);
  if (filter.mine) members.set('mine', 'true');
  if (from !== undefined) members.set('from', from);
  if (before !== undefined) members.set('before', before);
  if (cursor !== undefined) members.set('cursor', cursor);
  return `api/approvals?${members}`;
}

/**
 * The reader's midnight at which a day begins, or so many days later. Undefined for what is not a day, and for years
 * that are only typed in part, such as 0202.
 */
function midnight(day: string, later = 0): string | undefined {
  const [, year, month, date] = /^(2\d{3})-(\d\d)-(\d\d)$/.exec(day)?.map(Number) ?? [];
  if (year === undefined || new Date(year, month! - 1, date).getDate() !== date) return undefined;
  return new Date(year, month! - 1, date + later).toISOString();
}
