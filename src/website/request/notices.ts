import { NO_ANSWER, messageOf, type Answer } from '../base/api.ts';
import { BUSY, loadProblem, NO_SENSE, said, type Notice } from '../base/notice.ts';
import { visible } from '../base/text.ts';
import type { Decision } from './decision.ts';
import { missing, ownApproval, progressOf, same } from './progress.ts';
import type { ApprovalRequest } from './request.ts';

/** A notice about a request. */
export interface RequestNotice extends Notice {
  readonly request?: ApprovalRequest | undefined;
  /** The person's comment, if it was not recorded. */
  readonly unsent?: string;
}

/** Why a decision was not accepted. It is shown beside the form, which keeps the entries. */
export interface Failure {
  readonly heading: string;
  readonly text: string;
  /** Whether the same decision, sent again, can succeed. */
  readonly retry: boolean;
  /** The field whose entry was refused, and why. */
  readonly field?: { readonly name: string; readonly problem: string };
}

const AGAIN_IS_SAFE = 'Trying again is safe: a decision counts only once.';

const words = {
  approve: { status: 'approved', done: 'Approved', noun: 'approval' },
  reject: { status: 'rejected', done: 'Rejected', noun: 'rejection' },
} as const;

/** A temporary problem while loading the request. */
export function requestProblem(answer: Answer): RequestNotice {
  const unanswered = 'The request could not be loaded. Check your network, then try again.';
  return loadProblem(answer, unanswered, 'Nothing was decided. Try again in a moment.');
}

/** The notice for a request that this reader cannot decide: it is closed, or it waits for others. */
export function standing(request: ApprovalRequest): RequestNotice {
  return request.status === 'pending' ? waiting(request) : closed(request);
}

/** The notice for a pending request that waits for others. */
function waiting(request: ApprovalRequest): RequestNotice {
  if (ownApproval(request) !== undefined) {
    return { tone: 'approved', heading: `You approved: ${progressOf(request)}`, text: [missing(request)], request };
  }
  const why = request.cannotDecide === undefined ? [] : [visible(request.cannotDecide)];
  return { tone: 'closed', heading: 'Waiting for others', text: [...why, missing(request)], request };
}

/** The notice for a request that no longer accepts a decision. */
export function closed(request: ApprovalRequest): RequestNotice {
  const { status, requestedBy } = request;
  const ended = (heading: string, text: string) => ({ tone: 'closed', heading, text: [text], request }) as const;
  switch (status) {
    case 'approved':
    case 'rejected':
      return {
        tone: status,
        heading: `Already ${status}`,
        text: [`${decider(request)} ${status} this request.`],
        request,
      };
    case 'expired': {
      const whoCan = requestedBy === undefined ? 'it must be requested' : `${visible(requestedBy)} must request it`;
      return ended('This request expired', `Nobody decided in time. If it is still needed, ${whoCan} again.`);
    }
    case 'withdrawn':
      return ended('This request was withdrawn', 'The process that asked has ended. A decision is no longer needed.');
    default:
      return ended('This request is closed', `It is “${visible(status)}”. A decision is no longer needed.`);
  }
}

/** The API accepted the decision. `now` is the request as read afterwards, or the earlier one if that failed. */
export function decided(decision: Decision, answer: Answer, now: ApprovalRequest): RequestNotice {
  const { status, done } = words[decision];
  if (now.status === 'pending') return recorded(decision, answer, now);
  if (now.status !== status) return closed(now);
  const alone = now.decidedBy === undefined || same(now.decidedBy, now.approver);
  const mine = alone || ownApproval(now) !== undefined;
  return {
    tone: status,
    heading: done,
    text: [mine ? 'Your decision is recorded. You can close this page.' : `${decider(now)} had already ${status} it.`],
    request: now,
  };
}

/** The decision is recorded, but the request is still pending: others must approve, too, or it was read too early. */
function recorded(decision: Decision, answer: Answer, now: ApprovalRequest): RequestNotice {
  const { status, done } = words[decision];
  if (decision === 'approve' && now.requiredApprovals > 1) {
    const own = ownApproval(now) !== undefined;
    const heading = own ? `Approval recorded: ${now.approvals.length} of ${now.requiredApprovals}` : undefined;
    const said = visible(messageOf(answer) ?? 'Approval recorded');
    return { tone: status, heading: heading ?? said, text: own ? [missing(now)] : [], request: now };
  }
  return { tone: status, heading: done, text: ['Your decision is recorded.'], request: { ...now, status } };
}

/** An earlier decision was sent to the execution again. */
export function delivered(request: ApprovalRequest): RequestNotice {
  const notice = standing(request);
  return { ...notice, text: [...notice.text, 'The decision was delivered again.'] };
}

/**
 * The decision had no effect: somebody else or the deadline was faster, or the execution has ended. `now` is the
 * request as read afterwards, if that worked.
 */
export function tooLate(decision: Decision, answer: Answer, now: ApprovalRequest | undefined): RequestNotice {
  const { noun, status } = words[decision];
  const late = `Your ${noun} came too late and was not recorded.`;
  if (now !== undefined && now.status !== 'pending' && now.status !== status) {
    const notice = closed(now);
    return { ...notice, text: [...notice.text, late] };
  }
  const why = said(answer);
  if (answer.status === 409) {
    const own = now?.status === 'pending';
    const text = [...(why === undefined ? [] : [why]), own ? `Your ${noun} was not recorded.` : late];
    return { tone: 'closed', heading: 'Already decided', text, request: now };
  }
  // The record below the notice tells whether the decision was recorded.
  const text = [why ?? `Your ${noun} came too late.`];
  return { tone: 'closed', heading: 'This request is closed', text, request: now };
}

/** Adds the person's comment to the notice, unless it was recorded. */
export function withUnsent(notice: RequestNotice, comment: string): RequestNotice {
  const { request } = notice;
  const kept = request !== undefined && [request.comment, ownApproval(request)?.comment].includes(comment);
  return comment === '' || kept || notice.unsent !== undefined ? notice : { ...notice, unsent: comment };
}

/** The decision was not accepted, and this person can still decide. */
export function sendProblem(decision: Decision, answer: Answer): Failure {
  const { noun } = words[decision];
  switch (answer.status) {
    case NO_ANSWER:
      return {
        heading: 'No connection',
        text: `The service did not answer, so your ${noun} may not have arrived. ${AGAIN_IS_SAFE}`,
        retry: true,
      };
    case 400:
    case 403:
      // An invalid field, or the person's own request. The API's message says which. The form stays with its entries.
      return {
        heading: `Your ${noun} was not accepted`,
        text: said(answer) ?? NO_SENSE,
        retry: false,
        ...refusedField(answer),
      };
    case 429:
      return { heading: 'Too many requests', text: BUSY, retry: true };
    case 503:
      // The API's message says that the decision is recorded. A proxy's 503 does not tell.
      return {
        heading: `Your ${noun} is not delivered yet`,
        text: `${said(answer) ?? 'The service is not available right now.'} ${AGAIN_IS_SAFE}`,
        retry: true,
      };
    default:
      return { heading: 'Something went wrong', text: `${said(answer) ?? NO_SENSE} ${AGAIN_IS_SAFE}`, retry: true };
  }
}

/** The field in a message such as "fields.ticket: has 5 characters; …". */
function refusedField(answer: Answer): Pick<Failure, 'field'> {
  const [, name, problem] = /^fields\.(\w+): (.+)$/s.exec(visible(messageOf(answer) ?? '')) ?? [];
  return name === undefined ? {} : { field: { name, problem: `It ${problem}` } };
}

function decider({ decidedBy, approver }: ApprovalRequest): string {
  if (decidedBy === undefined) return 'Somebody';
  return same(decidedBy, approver) ? 'You' : visible(decidedBy);
}
