import { messageOf, NO_ANSWER, type Answer } from './api.ts';
import { visible } from './text.ts';

export interface Notice {
  readonly tone: 'approved' | 'rejected' | 'closed' | 'problem' | 'person';
  readonly heading: string;
  readonly text: readonly string[];
  /** Whether to offer to load again. */
  readonly retry?: boolean;
}

export const NO_SENSE = 'The service sent an unexpected answer. Reload the page, then try again.';
/** The service failed. API Gateway's own message would not help anybody. */
const FAILED =
  'The service failed. Wait a moment, then try again. If it fails again, tell the operator of this website.';
export const BUSY = 'The service is busy. Wait a moment, then try again.';

/** What the answer says, as a sentence. Of the failures, only a function's own 503 says what to do. */
export function said(answer: Answer): string | undefined {
  if (answer.status >= 500 && answer.status !== 503) return FAILED;
  const message = messageOf(answer);
  if (message === undefined) return undefined;
  return /[.!?]$/.test(message) ? visible(message) : `${visible(message)}.`;
}

/** Why a call failed. */
export function whyNot(
  answer: Answer,
  unanswered = 'The service did not answer. Check your network, then try again.',
): string {
  switch (answer.status) {
    case NO_ANSWER:
      return unanswered;
    case 429:
      return BUSY;
    default:
      return reasonOf(answer);
  }
}

function reasonOf(answer: Answer): string {
  return said(answer) ?? (answer.status === 503 ? BUSY : NO_SENSE);
}

/**
 * A temporary problem while loading.
 * @param unanswered The text if no answer came.
 * @param failed Texts to add to the answer's own message.
 */
export function loadProblem(answer: Answer, unanswered: string, ...failed: readonly string[]): Notice {
  const problem = { tone: 'problem', retry: true } as const;
  switch (answer.status) {
    case NO_ANSWER:
      return { ...problem, heading: 'No connection', text: [unanswered] };
    case 429:
      return { ...problem, heading: 'Too many requests', text: [BUSY] };
    default:
      return { ...problem, heading: 'Something went wrong', text: [reasonOf(answer), ...failed] };
  }
}
