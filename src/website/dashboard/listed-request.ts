import { Members, type Read } from '../base/members.ts';
import { instant } from '../base/time.ts';
import { readImage } from '../picture/image.ts';
import type { Status } from '../request/request.ts';

/** A request as listed. */
export type ListedRequest = Read<typeof readRequest>;
/** One answer of `GET /api/approvals`: pending requests by deadline, past ones the newest first. */
export type RequestsPage = Read<typeof readPage>;

/** The page in an answer's body; undefined if there is none. */
export function readPage(body: unknown) {
  const members = new Members(body);
  if (!Array.isArray(members.get('items'))) return undefined;
  return {
    items: members.each('items', readRequest),
    /** If set, there may be more items, even if this page is empty. */
    cursor: members.text('cursor'),
    /** How far an incomplete search has looked: to this deadline, or for past requests to this creation. */
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
    expiresAt: members.text('expiresAt') ?? '',
    requestedBy: members.text('requestedBy'),
    approvers: members.texts('approvers'),
    approvals: members.texts('approvedBy').map(approver => ({ approver })),
    requiredApprovals: members.count('requiredApprovals') ?? 1,
    decidedBy: members.text('decidedBy'),
    decidedAt: members.text('decidedAt'),
    image: readImage(members.get('image')),
  };
}

/** A request is urgent in the last tenth of its time, but always in the last ten minutes. */
const URGENT = { share: 0.1, milliseconds: 10 * 60_000 };

/** Whether little time is left for the decision. */
export function isUrgent({ status, createdAt, expiresAt }: ListedRequest, now: number): boolean {
  const [begin, end] = [instant(createdAt), instant(expiresAt)];
  if (status !== 'pending' || begin === undefined || end === undefined) return false;
  return end - now < Math.max((end - begin) * URGENT.share, URGENT.milliseconds);
}
