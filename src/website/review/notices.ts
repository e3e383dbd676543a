import { messageOf, NO_ANSWER, type Answer } from '../base/api.ts';
import { visible } from '../base/text.ts';
import type { Decision } from './link.ts';
import type { ApprovalRequest } from './request.ts';

/** A page that tells how things stand. */
export interface Notice {
  readonly tone: 'approved' | 'rejected' | 'closed' | 'problem';
  readonly heading: string;
  readonly text: readonly string[];
  /** Whether loading again can help. */
  readonly retry?: boolean;
  readonly request?: ApprovalRequest | undefined;
  /** What the person wrote, if it did not get into the record. */
  readonly unsent?: string;
}

/** Why a decision was not taken; said beside the form, which keeps what was typed. */
export interface Failure {
  readonly heading: string;
  readonly text: string;
  /** Whether the same decision, sent again, can succeed. */
  readonly retry: boolean;
}

const NO_SENSE = 'The service did not answer as it should.';
const BUSY = 'The service is busy. Wait a moment, then try again.';
const AGAIN_IS_SAFE = 'Trying again is safe: a decision counts only once.';

const words = {
  approve: { status: 'approved', done: 'Approved', noun: 'approval' },
  reject: { status: 'rejected', done: 'Rejected', noun: 'rejection' },
} as const;

/** The link cannot work: parts are missing, the key is not in this tab, or the API does not know it. */
export function badLink(reason: 'incomplete' | 'keyless' | 'refused'): Notice {
  const tone = 'problem';
  switch (reason) {
    case 'incomplete':
      return {
        tone,
        heading: 'This link is not complete',
        text: [
          'Parts of its address are missing or damaged. Mail programs sometimes break a long link in two.',
          'Open the link in your mail again, or copy the whole of it into the address bar.',
        ],
      };
    case 'keyless':
      return {
        tone,
        heading: 'Open the link in your mail again',
        text: [
          'This address says which request to show, but not who you are. Your personal key is kept out of the ' +
            'address bar, so that nobody can decide in your name with a copied address.',
        ],
      };
    case 'refused':
      return {
        tone,
        heading: 'This link does not work',
        text: [
          'It was changed on its way, or it belongs to a request that is no longer kept.',
          'Open the link in your latest mail about the request. If that does not help, ask whoever requested it.',
        ],
      };
  }
}

/** The request could not be shown. */
export function loadProblem(answer: Answer): Notice {
  const problem = { tone: 'problem', retry: true } as const;
  switch (answer.status) {
    case NO_ANSWER:
      return {
        ...problem,
        heading: 'No connection',
        text: ['The request could not be loaded. Check your network, then try again.'],
      };
    case 403:
    case 404:
      return badLink('refused');
    case 429:
      return { ...problem, heading: 'Too many requests', text: [BUSY] };
    default:
      return {
        ...problem,
        heading: 'Something went wrong',
        text: [said(answer) ?? NO_SENSE, 'Nothing was decided. Try again in a moment.'],
      };
  }
}

/** A request that takes no decision any more. */
export function closed(request: ApprovalRequest): Notice {
  const { status, requestedBy } = request;
  if (status === 'approved' || status === 'rejected') {
    const text = [`${decider(request)} ${status} this request.`];
    return { tone: status, heading: `Already ${status}`, text, request };
  }
  if (status === 'expired') {
    const whoCan = requestedBy === undefined ? 'it must be requested' : `${visible(requestedBy)} must request it`;
    const text = [`Nobody decided in time. If it is still needed, ${whoCan} again.`];
    return { tone: 'closed', heading: 'This request expired', text, request };
  }
  const text = [`It is “${visible(status)}”. No decision is needed any more.`];
  return { tone: 'closed', heading: 'This request is closed', text, request };
}

/** The API took the decision. `now` is the request as read after that, or as it was before if it could not be read. */
export function decided(decision: Decision, now: ApprovalRequest): Notice {
  const { status, done } = words[decision];
  if (now.status === 'pending') {
    // Read too early, or not at all. What is known for certain is that the decision is in the record.
    return { tone: status, heading: done, text: ['Your decision is recorded.'], request: { ...now, status } };
  }
  if (now.status !== status) return closed(now);
  const mine = now.decidedBy === undefined || now.decidedBy === now.approver;
  return {
    tone: status,
    heading: done,
    text: [mine ? 'Your decision is recorded. You can close this page.' : `${decider(now)} had already ${status} it.`],
    request: now,
  };
}

/**
 * The decision came to nothing: somebody else or the deadline was faster, or the process that asked has ended.
 * `now` is the request as read after that, if it could be read.
 */
export function tooLate(decision: Decision, answer: Answer, now: ApprovalRequest | undefined): Notice {
  const { noun, status } = words[decision];
  const late = `Your ${noun} came too late and was not recorded.`;
  if (now !== undefined && now.status !== 'pending' && now.status !== status) {
    const notice = closed(now);
    return { ...notice, text: [...notice.text, late] };
  }
  const why = said(answer);
  if (answer.status === 409) {
    return { tone: 'closed', heading: 'Already decided', text: why === undefined ? [late] : [why, late], request: now };
  }
  // Whether the decision is in the record nevertheless, the record below says.
  const text = [why ?? `Your ${noun} came too late.`];
  return { tone: 'closed', heading: 'This request is closed', text, request: now };
}

/** The notice with what the person wrote, unless it is in the record. */
export function withUnsent(notice: Notice, comment: string): Notice {
  return comment === '' || notice.request?.comment === comment ? notice : { ...notice, unsent: comment };
}

/** The decision was not taken, and it is still this person's turn. */
export function sendProblem(decision: Decision, answer: Answer): Failure {
  const { noun } = words[decision];
  switch (answer.status) {
    case NO_ANSWER:
      return {
        heading: 'No connection',
        text: `No answer came, so your ${noun} may not have arrived. ${AGAIN_IS_SAFE}`,
        retry: true,
      };
    case 400:
    case 403:
      // A damaged key, or one's own request: the API knows which. The form stays, and with it what was typed.
      return { heading: `Your ${noun} was not accepted`, text: said(answer) ?? NO_SENSE, retry: false };
    case 429:
      return { heading: 'Too many requests', text: BUSY, retry: true };
    case 503:
      // The API's message says that the decision is in the record. A proxy's 503 says nothing, and then nobody knows.
      return {
        heading: `Your ${noun} is not delivered yet`,
        text: `${said(answer) ?? 'The service is not available right now.'} ${AGAIN_IS_SAFE}`,
        retry: true,
      };
    default:
      return { heading: 'Something went wrong', text: `${said(answer) ?? NO_SENSE} ${AGAIN_IS_SAFE}`, retry: true };
  }
}

function decider({ decidedBy, approver }: ApprovalRequest): string {
  if (decidedBy === undefined) return 'Somebody';
  return decidedBy === approver ? 'You' : visible(decidedBy);
}

/** The answer's own message, as a sentence. */
function said(answer: Answer): string | undefined {
  const message = messageOf(answer);
  if (message === undefined) return undefined;
  return /[.!?]$/.test(message) ? visible(message) : `${visible(message)}.`;
}
