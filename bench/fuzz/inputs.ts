import { isDeepStrictEqual } from 'node:util';
import { hostile } from '../../local/testing/hostile.ts';
import { itemOf } from '../faults/items.ts';
import { ended, until } from '../faults/request.ts';
import type { Approvals } from '../stack/approvals.ts';
import { linkIn } from '../stack/mail-reader.ts';
import { approvers, type RunningStack } from '../stack/running-stack.ts';

/** What became of an execution's input. */
export interface InputOutcome {
  /** `refused as no JSON`, `refused by name`, or `asked and decided`. */
  outcome: string;
  wrong: string[];
  executionArn: string | undefined;
}

/** Members that a request has, and a valid value of each. */
const valid: Record<string, unknown> = {
  subject: 'Deploy?',
  message: 'Version 2\nis ready',
  url: 'https://example.com/a?b=c#d',
  requestedBy: 'pipeline',
  requiredApprovals: 1,
  remindAfterSeconds: 3600,
  expiresAfterSeconds: 3600,
  fields: [{ name: 'ticket' }, { name: 'size', type: 'choice', choices: ['S', 'L'] }],
};

/** Values of comments and fields that are odd and valid. */
const comments = [
  '',
  'é 👩‍👩‍👧 𠮷',
  '<script>alert(1)</script>',
  "' OR 1=1 --",
  'a\nb\tc',
  '{{7*7}} ${x} %00',
  'x'.repeat(1000),
];

/** Inputs of executions: JSON of any kind, nearly valid requests, and no JSON. */
export function inputMaker(seed: number) {
  const texts = [
    'text',
    'frames/a',
    '(((a{0,99}){0,99}){0,99})',
    '\u202e',
    '\u2028',
    'a\r\nb',
    'https://e@x/',
    ...approvers,
  ];
  const { below, pick, anything } = hostile(seed, {
    names: [...Object.keys(valid), 'image', 'type', 'pattern'],
    texts,
  });
  return (): string => {
    if (below(20) === 0) return pick('', '{', '[1,]', "{'a':1}", 'nothing');
    const value = anything(3);
    // All approvers would get a mail.
    if (below(50) === 0) return JSON.stringify(value);
    const some = Object.entries(valid).filter(() => below(2) === 0);
    const odd = below(2) === 0 ? { [pick(...Object.keys(valid), 'image', 'approvers')]: anything(2) } : {};
    const input: Record<string, unknown> = {
      build: value,
      approvers: [pick(...approvers)],
      ...Object.fromEntries(some),
      ...odd,
    };
    // It would expire before somebody could decide.
    if (input.expiresAfterSeconds === 5) delete input.expiresAfterSeconds;
    const json = JSON.stringify(input);
    return below(20) === 0 ? json.replace('"build":', `"deep":${'['.repeat(600)}${']'.repeat(600)},"build":`) : json;
  };
}

/** Starts an execution. A request that it opens must show what was sent, and is decided as its approver would. */
export async function tryInput(
  stack: RunningStack,
  approvals: Approvals,
  input: string,
  number: number,
): Promise<InputOutcome> {
  const { outputs } = stack.endpoints;
  const started = await stack.aws.ask('AWSStepFunctions.StartExecution', {
    stateMachineArn: outputs.StateMachineArn,
    input,
  });
  const shown = input.slice(0, 500);
  if (started.status === 400) return { outcome: 'refused as no JSON', wrong: [], executionArn: undefined };
  if (started.status !== 200)
    return { outcome: 'failed', wrong: [`${started.status} for ${shown}`], executionArn: undefined };
  const { executionArn } = JSON.parse(started.body) as { executionArn: string };
  const describe = () =>
    stack.aws.call<{ status: string; error?: string; cause?: string }>('AWSStepFunctions.DescribeExecution', {
      executionArn,
    });
  let execution = await describe();
  await until(`${executionArn} has asked or failed, with ${shown}`, async () => {
    execution = await describe();
    return execution.status !== 'RUNNING' || stack.mails.about(executionArn).length > 0;
  });
  if (execution.status !== 'RUNNING') {
    const isNamed = execution.error === 'InvalidRequestException' && /[^:]+: /.test(execution.cause ?? '');
    const wrong = isNamed ? [] : [`${execution.status}, ${execution.error} ${execution.cause} for ${shown}`];
    return { outcome: 'refused by name', wrong, executionArn };
  }
  const link = linkIn(stack.mails.take(executionArn)[0]!);
  const record = await itemOf(stack, outputs.TableName!, link.id);
  const details = detailsOf(JSON.parse(input));
  const wrong: string[] = [];
  if (!isDeepStrictEqual(record.details && JSON.parse(record.details), details))
    wrong.push(`the details are ${record.details} for ${shown}`);
  const comment = comments[number % comments.length]!;
  // A form may ask for anything, and a rejection needs none.
  const [decision, outcome] =
    record.fields.length > 0 || record.requiredApprovals > 1
      ? (['reject', 'rejected'] as const)
      : (['approve', 'approved'] as const);
  const { status, body } = await approvals.answer(link, decision, undefined, comment);
  if (status !== 200) wrong.push(`a rightful decision got ${status}: ${body}, for ${shown}`);
  const { status: end } = await ended(stack, executionArn);
  const after = await itemOf(stack, outputs.TableName!, link.id);
  stack.mails.take(executionArn);
  if (end !== 'SUCCEEDED' || after.comment !== comment || after.outcome !== outcome)
    wrong.push(`the execution is ${end}, the record ${after.outcome} with ${after.comment}, for ${shown}`);
  return { outcome: 'asked and decided', wrong, executionArn };
}

/** What a request must show as details. */
function detailsOf(input: unknown): unknown {
  if (input === null) return undefined;
  if (typeof input !== 'object' || Array.isArray(input)) return input;
  const known = [...Object.keys(valid), 'approvers', 'image'];
  const rest = Object.entries(input).filter(([name]) => !known.includes(name));
  return rest.length > 0 ? Object.fromEntries(rest) : undefined;
}
