import { messageOf, NO_ANSWER, type Answer } from './api.ts';
import { visible } from './text.ts';

/** What a page says when it says how things stand. */
export interface Notice {
  readonly tone: 'approved' | 'rejected' | 'closed' | 'problem' | 'person';
  readonly heading: string;
  readonly text: readonly string[];
  /** Whether loading again can help. */
  readonly retry?: boolean;
}

export const NO_SENSE = 'The service did not answer as it should.';
export const BUSY = 'The service is busy. Wait a moment, then try again.';

/** The answer's own message, as a sentence. */
export function said(answer: Answer): string | undefined {
  const message = messageOf(answer);
  if (message === undefined) return undefined;
  return /[.!?]$/.test(message) ? visible(message) : `${visible(message)}.`;
}

/** Why what was asked for did not happen. */
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
      return said(answer) ?? NO_SENSE;
  }
}
