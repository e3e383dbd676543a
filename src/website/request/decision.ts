import type { Decision } from './notices.ts';
import type { Entry } from './review.ts';

/** The body of a decision, without what was left empty. */
export function bodyOf(decision: Decision, { comment, fields }: Entry): object {
  return {
    decision,
    ...(comment === '' ? {} : { comment }),
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
  };
}
