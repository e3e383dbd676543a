import type { reportStatuses } from '../base/contract.ts';
import { Members, type Read } from '../base/members.ts';

/** A report of the signed-in person. */
export type Report = Read<typeof readReport>;
/** One answer of `GET /api/reports`, newest first. */
export type ReportsPage = Read<typeof readPage>;

/** The report in an answer's body; undefined if there is none. */
export function readReport(body: unknown) {
  const members = new Members(body);
  const id = members.text('id');
  const status = members.text('status');
  if (id === undefined || status === undefined) return undefined;
  return {
    id,
    /** A later version may add others. */
    status: status as (typeof reportStatuses)[number],
    requestedAt: members.text('requestedAt'),
    /** When its data were read. */
    generatedAt: members.text('generatedAt'),
    rows: members.number('rows'),
  };
}

/** The page in an answer's body; undefined if there is none. */
export function readPage(body: unknown) {
  const members = new Members(body);
  if (!Array.isArray(members.get('items'))) return undefined;
  return { reports: members.each('items', readReport), cursor: members.text('cursor') };
}
