import type { requestEvents } from '../base/contract.ts';
import { visible } from '../base/text.ts';
import type { ApprovalRequest, HistoryEvent, Status } from './request.ts';

export const STATUS_NAMES: Readonly<Record<Status, string>> = {
  pending: 'Pending',
  approved: 'Approved',
  rejected: 'Rejected',
  expired: 'Expired',
  withdrawn: 'Withdrawn',
};

/** Who was asked, and who has approved. */
type Progress = Pick<ApprovalRequest, 'approvers' | 'requiredApprovals' | 'requestedBy'> & {
  readonly approvals: readonly { readonly approver: string }[];
};

/** "1 of 3 approvals" */
export function progressOf({ approvals, requiredApprovals }: Progress): string {
  return `${approvals.length} of ${requiredApprovals} approval${requiredApprovals === 1 ? '' : 's'}`;
}

/** Compares mail addresses without regard to case. */
export function same(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}

/** The approvers who have not answered yet and may approve. Nobody may approve their own request. */
export function unanswered(request: Progress): string[] {
  const { approvers, approvals, requestedBy } = request;
  return approvers.filter(
    approver => !same(approver, requestedBy) && !approvals.some(approval => same(approval.approver, approver)),
  );
}

/** The approvals that a pending request still needs. */
export function missing(request: ApprovalRequest): string {
  const left = Math.max(request.requiredApprovals - request.approvals.length, 1);
  const open = unanswered(request).map(approver => (same(approver, request.approver) ? 'you' : visible(approver)));
  const what = left === 1 ? 'One more approval is needed' : `${left} more approvals are needed`;
  return open.length === 0 ? `${what}.` : `${what}. Not answered yet: ${open.join(', ')}.`;
}

/** The decisions that this reader can make now. Requesters may only reject their own request. */
export function choicesOf(request: ApprovalRequest): 'both' | 'reject' | 'none' {
  const { approver, approvers, requestedBy } = request;
  if (request.status !== 'pending') return 'none';
  if (request.cannotDecide === undefined) return 'both';
  const mayReject = same(requestedBy, approver) && approvers.some(each => same(each, approver));
  return mayReject && ownApproval(request) === undefined ? 'reject' : 'none';
}

export function ownApproval(request: ApprovalRequest) {
  return request.approvals.find(approval => same(approval.approver, request.approver));
}

const EVENT_NAMES: Readonly<Record<string, string>> = {
  asked: 'Asked for approval',
  reminded: 'Reminded',
  unreached: 'Not reached',
  bounced: 'Mail came back',
  complained: 'Reported as spam',
  opened: 'Opened',
  delivered: 'Delivered to the process',
  ...STATUS_NAMES,
} satisfies Record<(typeof requestEvents)[number], string>;

/** The event in words. An event of a later version is shown unchanged. */
export function eventName({ event }: HistoryEvent): string {
  return Object.hasOwn(EVENT_NAMES, event) ? EVENT_NAMES[event]! : visible(event);
}
