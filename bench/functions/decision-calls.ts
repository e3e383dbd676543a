import { isDeepStrictEqual } from 'node:util';
import { approver, callbackOutput, comment, itemAfter, itemBefore, requestId, taskToken } from './event.ts';

type Input = Record<string, unknown>;

interface Prepared {
  body: Buffer;
  check: (input: Input) => boolean;
}

/** The calls of a decision, by the name under which they are counted. */
export const read = 'DynamoDB_20120810.GetItem';
export const update = 'DynamoDB_20120810.UpdateItem';
export const callback = 'AWSStepFunctions.SendTaskSuccess';

const json = (value: object): Buffer => Buffer.from(JSON.stringify(value));

const answers: Record<string, Prepared> = {
  [read]: {
    body: json({ Item: itemBefore }),
    check: input => keyOf(input) === requestId && input.ConsistentRead === true,
  },
  [update]: {
    body: json({ Attributes: itemAfter }),
    check: input => keyOf(input) === requestId && input.ReturnValues === 'ALL_NEW' && isDecision(input),
  },
  [callback]: {
    body: json({}),
    check: input =>
      input.taskToken === taskToken && isDeepStrictEqual(JSON.parse(input.output as string), callbackOutput),
  },
  // A function may read a missing item while it starts, to warm up.
  [`${read} at the start`]: { body: json({}), check: () => true },
};

/** A call's name and answer; undefined for a call that a decision does not make. */
export function answerTo(target: string, input: Input): { name: string; body: Buffer } | undefined {
  const name = target === read && keyOf(input) !== requestId ? `${read} at the start` : target;
  const prepared = answers[name];
  return prepared?.check(input) ? { name, body: prepared.body } : undefined;
}

const keyOf = (input: Input): string => (input.Key as { id: { S: string } }).id.S;

/** Whether an update writes all that a decision writes, on the condition that the request has not changed. */
function isDecision(input: Input): boolean {
  const values = input.ExpressionAttributeValues as Record<string, unknown>;
  const names = input.ExpressionAttributeNames as Record<string, string>;
  const named = (expression: unknown) => String(expression).replace(/#\w+/g, name => names[name] ?? name);
  const conditions = named(input.ConditionExpression)
    .replace(/:\w+/g, placeholder => JSON.stringify(values[placeholder]))
    .split(' AND ');

  // Only an append has a comma within parentheses.
  const sets = named(input.UpdateExpression)
    .replace(/^SET /, '')
    .split(/, (?![^(]*\))/)
    .map(set => {
      const [, path = '', placeholder = ''] = /^(.+) = (?:list_append\(history, )?(:\w+)\)?$/.exec(set) ?? [];
      return [path, values[placeholder]] as const;
    });
  const deadline = conditions.find(condition => condition.startsWith('expiresAt > ')) ?? 'expiresAt > {}';
  const at = JSON.parse(deadline.slice('expiresAt > '.length)) as { S: string };
  const status = { S: 'approved' };
  const written = {
    history: { L: [{ M: { at, event: status, by: { S: approver } } }] },
    [`approvals.${approver}`]: { M: { at, comment: { S: comment }, fields: { S: '{}' } } },
    status,
    outcome: status,
    decidedBy: { S: approver },
    decidedAt: at,
    comment: { S: comment },
    fieldValues: { S: '{}' },
  };
  const required = [
    'attribute_exists(id)',
    `attribute_not_exists(approvals.${approver})`,
    'attribute_not_exists(outcome)',
    deadline,
    'size(approvals) = {"N":"0"}',
  ];
  return (
    isDeepStrictEqual(Object.fromEntries(sets), written)
    && /^\d{4}-.*T.*\.\d{3}Z$/.test(at.S)
    && isDeepStrictEqual(conditions.sort(), required.sort())
  );
}
