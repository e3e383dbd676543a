import type { decisions } from '../base/contract.ts';
import type { SentValues } from './fields.ts';

export type Decision = (typeof decisions)[number];

/** What the approver enters with a decision. */
export interface Entry {
  readonly comment: string;
  readonly values: SentValues;
}

/** The request body for a decision, without empty entries. */
export function bodyOf(decision: Decision, { comment, values }: Entry): object {
  return {
    decision,
    ...(comment === '' ? {} : { comment }),
    ...(Object.keys(values).length === 0 ? {} : { fields: values }),
  };
}
