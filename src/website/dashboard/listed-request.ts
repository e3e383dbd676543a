import { Members, type Read } from '../base/members.ts';
import { readImage } from '../picture/image.ts';
import type { Status } from '../request/request.ts';

/** A request as listed. */
export type ListedRequest = Read<typeof readRequest>;
/** One answer of `GET /api/approvals`, newest first. */
export type RequestsPage = Read<typeof readPage>;

/** The page in an answer's body; undefined if there is none. */
export function readPage(body: unknown) {
  const members = new Members(body);
  if (!Array.isArray(members.get('items'))) return undefined;
  return {
    items: members.each('items', readRequest),
    /** If set, there may be more items, even if this page is empty. */
    cursor: members.text('cursor'),
    /** How far back a search has looked, if it is not complete. */
    searchedTo: members.text('searchedTo'),
  };
}

function readRequest(value: unknown) {
  const members = new Members(value);
  const id = members.text('id');
  const status = members.text('status');
  if (id === undefined || status === undefined) return undefined;
  return {
    id,
    subject: members.text('subject'),
    /** A later version may add others. */
    status: status as Status,
    createdAt: members.text('createdAt') ?? '',
    expiresAt: members.text('expiresAt'),
    requestedBy: members.text('requestedBy'),
    approvers: members.texts('approvers'),
    requiredApprovals: members.count('requiredApprovals') ?? 1,
    decidedBy: members.text('decidedBy'),
    decidedAt: members.text('decidedAt'),
    image: readImage(members.get('image')),
  };
}
