import { setTimeout } from 'node:timers/promises';
import { linkIn, type Mail } from '../stack/mail-reader.ts';
import type { Approvals } from '../stack/approvals.ts';
import type { RunningStack } from '../stack/running-stack.ts';
import { itemOf, requestsOf } from './items.ts';
import { disagreements, doubled, type Clicked, type Remains } from './record.ts';

/** What became of a request, or of a report. */
export interface Ended {
  scenario: string;
  /** Such as `approved`, and `failed` if the execution failed. */
  outcome: string;
  /** Mails that came more than once. */
  doubled: number;
  /** What is wrong about it. */
  wrong: string[];
}

/** How approvers behave. */
interface Scenario {
  people: number;
  requiredApprovals?: number;
  expiresAfterSeconds: number;
  /** Each person's clicks, made at once. One person of each request is its opponent. */
  clicks: (isOpponent: boolean) => ('approve' | 'reject')[];
  /** Whether the execution is stopped at the same time. */
  stopped?: boolean;
}

const scenarios: Record<string, Scenario> = {
  race: {
    people: 2,
    expiresAfterSeconds: 300,
    clicks: isOpponent => (isOpponent ? ['reject', 'approve', 'reject'] : ['approve', 'reject', 'approve']),
  },
  several: { people: 5, requiredApprovals: 3, expiresAfterSeconds: 300, clicks: () => ['approve', 'approve'] },
  vetoed: {
    people: 5,
    requiredApprovals: 4,
    expiresAfterSeconds: 300,
    clicks: isOpponent => (isOpponent ? ['reject', 'reject'] : ['approve', 'approve']),
  },
  withdrawn: { people: 1, expiresAfterSeconds: 300, clicks: () => [], stopped: true },
  overtaken: { people: 1, expiresAfterSeconds: 300, clicks: () => ['approve', 'approve'], stopped: true },
  expired: { people: 1, expiresAfterSeconds: 4, clicks: () => [] },
};

const names = Object.keys(scenarios);

/** Clicks, and whoever waits for a state, try again after this time. */
const pause = 200;

/** The longest time that anything may take. State machines wait up to a minute between tries. */
const patience = 240_000;

/** Asks for an approval, decides, and waits for its end. Scenarios take turns. */
export async function request(stack: RunningStack, approvals: Approvals, index: number): Promise<Ended> {
  const scenario = names[index % names.length]!;
  const { clicks, stopped = false, ...asked } = scenarios[scenario]!;
  const executionArn = await approvals.start(`Request ${index}`, { ...asked, remindAfterSeconds: 30 });
  const clicked: Clicked[] = [];
  const decide = async (mail: Mail, decision: 'approve' | 'reject') => {
    const { status, body } = await persistently(() => approvals.answer(linkIn(mail), decision));
    clicked.push({ approver: mail.to, status, message: (JSON.parse(body) as { message: string }).message });
  };

  const mails = await firstMails(stack, executionArn, asked.people);
  await Promise.all([
    ...mails.flatMap((mail, person) =>
      clicks(person === Math.floor(index / names.length) % asked.people).map(decision => decide(mail, decision)),
    ),
    stopped && stack.aws.call('AWSStepFunctions.StopExecution', { executionArn, cause: 'Not needed any more' }),
  ]);
  const execution = await ended(stack, executionArn);
  const ids = await requestsOf(stack, executionArn);
  const record = ids[0] === undefined ? undefined : await endOf(stack, ids[0]);
  // A mail may be late.
  const result = { scenario, doubled: doubled(stack.mails.take(executionArn)) };
  if (!record)
    return { ...result, outcome: 'failed', wrong: execution.status === 'FAILED' ? [] : [`no record: ${executionArn}`] };
  const wrong = disagreements({ execution, record, clicks: clicked });
  if (ids.length !== 1) wrong.push(`the request is doubled: ${ids.join(', ')}`);
  const outcome = execution.status === 'FAILED' ? 'failed' : (record.outcome ?? 'lost');
  return { ...result, outcome, wrong: wrong.map(what => `${scenario} ${executionArn}: ${what}`) };
}

/** One mail to each person, or what there is when the execution has ended. */
async function firstMails(stack: RunningStack, executionArn: string, people: number): Promise<Mail[]> {
  let mails: Mail[] = [];
  await until(`${people} people have a mail`, async () => {
    const byPerson = Map.groupBy(stack.mails.about(executionArn), ({ to }) => to);
    mails = [...byPerson.values()].map(([first]) => first!);
    return mails.length === people || (await statusOf(stack, executionArn)).status !== 'RUNNING';
  });
  return mails;
}

async function endOf(stack: RunningStack, id: string): Promise<Remains['record']> {
  const read = () => itemOf(stack, stack.endpoints.outputs.TableName!, id) as Promise<Remains['record']>;
  // A withdrawal follows the execution's end.
  await until(`request ${id} has ended`, async () => (await read()).outcome !== undefined).catch(() => undefined);
  return read();
}

const statusOf = (stack: RunningStack, executionArn: string) =>
  stack.aws.call<Remains['execution']>('AWSStepFunctions.DescribeExecution', { executionArn });

/** Waits until an execution has ended. */
export async function ended(stack: RunningStack, executionArn: string): Promise<Remains['execution']> {
  let execution: Remains['execution'] = { status: 'RUNNING' };
  await until(`${executionArn} has ended`, async () => {
    execution = await statusOf(stack, executionArn);
    return execution.status !== 'RUNNING';
  });
  return execution;
}

/** Repeats a call until it is neither lost nor answered with 5xx, as a person does. */
async function persistently<T extends { status: number }>(call: () => Promise<T>): Promise<T> {
  let answer: T | undefined;
  await until('a call is answered', async () => {
    answer = await call().catch(() => undefined);
    return answer !== undefined && answer.status < 500;
  });
  return answer!;
}

export async function until(what: string, probe: () => Promise<boolean>, limit = patience): Promise<void> {
  const deadline = performance.now() + limit;
  while (!(await probe())) {
    if (performance.now() > deadline) throw new Error(`Waited for ${limit / 1000} s until ${what}`);
    await setTimeout(pause);
  }
}
