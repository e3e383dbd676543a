import type { decisions } from '../base/contract.ts';
import type { SentValues } from './fields.ts';

export type Decision = (typeof decisions)[number];

/** What goes with a decision. */
export interface Entry {
  readonly comment: string;
  readonly values: SentValues;
}

/** The body of a decision, without what was left empty. */
export function bodyOf(decision: Decision, { comment, values }: Entry): object {
  return {
    decision,
    ...(comment === '' ? {} : { comment }),
    ...(Object.keys(values).length === 0 ? {} : { fields: values }),
  };
}
