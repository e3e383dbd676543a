import { Members } from '../base/members.ts';
import { readImage, type Image } from '../picture/image.ts';

/** What the list shows of a request. */
export interface ListedRequest {
  readonly id: string;
  readonly subject: string | undefined;
  readonly status: string;
  readonly createdAt: string;
  readonly expiresAt: string | undefined;
  readonly requestedBy: string | undefined;
  readonly approvers: readonly string[];
  readonly requiredApprovals: number;
  readonly decidedBy: string | undefined;
  readonly decidedAt: string | undefined;
  readonly image: Image | undefined;
}

/** One answer of `GET /api/approvals`, newest first. */
export interface RequestsPage {
  readonly items: readonly ListedRequest[];
  /** There may be more after this, even if this page is empty. */
  readonly cursor: string | undefined;
  /** How far back a search has looked, if it has not looked at all. */
  readonly searchedTo: string | undefined;
}

/** The page in an answer's body; undefined if it is none. */
export function readPage(body: unknown): RequestsPage | undefined {
  const members = new Members(body);
  if (!Array.isArray(members.get('items'))) return undefined;
  return {
    items: members.list('items').flatMap(readRequest),
    cursor: members.text('cursor'),
    searchedTo: members.text('searchedTo'),
  };
}

function readRequest(value: unknown): ListedRequest[] {
  const members = new Members(value);
  const id = members.text('id');
  const status = members.text('status');
  if (id === undefined || status === undefined) return [];
  const item: ListedRequest = {
    id,
    subject: members.text('subject'),
    status,
    createdAt: members.text('createdAt') ?? '',
    expiresAt: members.text('expiresAt'),
    requestedBy: members.text('requestedBy'),
    approvers: members.texts('approvers'),
    requiredApprovals: members.count('requiredApprovals') ?? 1,
    decidedBy: members.text('decidedBy'),
    decidedAt: members.text('decidedAt'),
    image: readImage(members.get('image')),
  };
  return [item];
}
