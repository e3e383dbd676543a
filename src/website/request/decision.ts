import type { FieldValues } from './fields.ts';

export type Decision = 'approve' | 'reject';

/** What goes with a decision. */
export interface Entry {
  readonly comment: string;
  readonly fields: FieldValues;
}

/** The body of a decision, without what was left empty. */
export function bodyOf(decision: Decision, { comment, fields }: Entry): object {
  return {
    decision,
    ...(comment === '' ? {} : { comment }),
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
  };
}
