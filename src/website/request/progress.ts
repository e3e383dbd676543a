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

/** "1 of 3 approvals" */
export function progressOf({ approvals, requiredApprovals }: ApprovalRequest): string {
  return `${approvals.length} of ${requiredApprovals} approval${requiredApprovals === 1 ? '' : 's'}`;
}

/** Mail addresses are the same whatever their case. */
export function same(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}

/** Who was asked, has not approved yet, and may: nobody approves what they asked for themselves. */
export function unanswered(request: ApprovalRequest): string[] {
  const { approvers, approvals, requestedBy } = request;
  return approvers.filter(
    approver => !same(approver, requestedBy) && !approvals.some(approval => same(approval.approver, approver)),
  );
}

/** What a pending request still waits for. */
export function missing(request: ApprovalRequest): string {
  const left = Math.max(request.requiredApprovals - request.approvals.length, 1);
  const open = unanswered(request).map(approver => (same(approver, request.approver) ? 'you' : visible(approver)));
  const what = left === 1 ? 'One more approval is needed' : `${left} more approvals are needed`;
  return open.length === 0 ? `${what}.` : `${what}. Not answered yet: ${open.join(', ')}.`;
}

/** What this reader can answer now. Who asked for it may only reject: that takes nothing from anybody. */
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
  opened: 'Opened',
  delivered: 'Delivered to the process',
  ...STATUS_NAMES,
} satisfies Record<(typeof requestEvents)[number], string>;

/** What happened, in words; an event that a later version adds is said as it is. */
export function eventName({ event }: HistoryEvent): string {
  return Object.hasOwn(EVENT_NAMES, event) ? EVENT_NAMES[event]! : visible(event);
}
