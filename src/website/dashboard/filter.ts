import { limits, requestLists, statuses } from '../base/contract.ts';
import type { Status } from '../request/request.ts';

/** What the dashboard shows. It is in the address after the `#`, so that reload and back keep it. */
export interface Filter {
  readonly status: Status | 'all';
  readonly search: string;
}

/** A list on the dashboard: its name, and the status for the API. */
export interface Section {
  readonly name: 'pending' | 'past';
  readonly status: Status | typeof requestLists.past;
}

export function readFilter(hash: string): Filter {
  const members = new URLSearchParams(hash.replace(/^#/, ''));
  const status = statuses.find(each => each === members.get('status')) ?? 'all';
  return { status, search: (members.get('search') ?? '').slice(0, limits.searchLength) };
}

/** The filter as a fragment with `#`; empty for no filter. */
export function hashOf({ status, search }: Filter): string {
  const members = new URLSearchParams();
  if (status !== 'all') members.set('status', status);
  if (search !== '') members.set('search', search);
  const text = members.toString();
  return text === '' ? '' : `#${text}`;
}

export function sectionsOf({ status }: Filter): readonly Section[] {
  if (status === 'all') {
    return [
      { name: 'pending', status: 'pending' },
      { name: 'past', status: requestLists.past },
    ];
  }
  return [{ name: status === 'pending' ? 'pending' : 'past', status }];
}

export function pathOf(section: Section, filter: Filter, limit: number, cursor: string | undefined): string {
  const members = new URLSearchParams({ status: section.status, limit: String(limit) });
  const search = filter.search.trim();
  if (search !== '') members.set('search', search);
  if (cursor !== undefined) members.set('cursor', cursor);
  return `api/approvals?${members}`;
}
