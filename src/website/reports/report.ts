import { Members } from '../base/members.ts';

/** A report of who is signed in. */
export interface Report {
  readonly id: string;
  /** `running`, `ready` or `failed`. */
  readonly status: string;
  readonly requestedAt: string | undefined;
  /** When its data were read. */
  readonly generatedAt: string | undefined;
  readonly rows: number | undefined;
}

/** One answer of `GET /api/reports`, newest first. */
export interface ReportsPage {
  readonly reports: readonly Report[];
  readonly cursor: string | undefined;
}

/** The report in an answer's body; undefined if it is none. */
export function readReport(body: unknown): Report | undefined {
  const members = new Members(body);
  const id = members.text('id');
  const status = members.text('status');
  if (id === undefined || status === undefined) return undefined;
  return {
    id,
    status,
    requestedAt: members.text('requestedAt'),
    generatedAt: members.text('generatedAt'),
    rows: members.number('rows'),
  };
}

/** The page in an answer's body; undefined if it is none. */
export function readPage(body: unknown): ReportsPage | undefined {
  const members = new Members(body);
  if (!Array.isArray(members.get('items'))) return undefined;
  return { reports: members.list('items').flatMap((item) => readReport(item) ?? []), cursor: members.text('cursor') };
}
