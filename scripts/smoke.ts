// `npm run smoke -- --stack ApprovalWorkflow`: asks for an approval on a deployed stack, decides it with the link from
// the mail, and says what works. The AWS CLI has the credentials and the Region. docs/first-deployment.md
import { execFile } from 'node:child_process';
import { createInterface } from 'node:readline/promises';
import { setTimeout } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';

const answerMs = 15_000;
const executionMs = 60_000;

interface Subscription {
  Endpoint: string;
  Protocol: string;
  SubscriptionArn: string;
}

interface Stack {
  StackStatus: string;
  Outputs?: { OutputKey: string; OutputValue: string }[];
}

interface Link {
  id: string;
  key: string;
}

/** Calls the AWS CLI. Throws an Error with what it says. */
async function aws<T>(...args: string[]): Promise<T> {
  try {
    const { stdout } = await promisify(execFile)('aws', [...args, '--output', 'json'], {
      env: { ...process.env, AWS_PAGER: '' },
    });
    return JSON.parse(stdout) as T;
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string };
    throw new Error(code === 'ENOENT' ? 'Install the AWS CLI.' : stderr?.trim(), { cause: error });
  }
}

/** The status and the text of an answer. */
async function call(url: string, init: RequestInit = {}): Promise<{ status: number; text: string }> {
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(answerMs) });
  return { status: answer.status, text: await answer.text() };
}

function expect(condition: boolean, remedy: string): asserts condition {
  if (!condition) throw new Error(remedy);
}

const counts = { works: 0, fails: 0 };

/** Runs a step and says how it went. Gives undefined if it failed. */
async function step<T>(what: string, run: () => Promise<T>): Promise<T | undefined> {
  try {
    const result = await run();
    counts.works++;
    console.log(`ok   ${what}`);
    return result;
  } catch (error) {
    counts.fails++;
    console.log(`FAIL ${what}\n     ${(error as Error).message.replaceAll('\n', '\n     ')}`);
    return undefined;
  }
}

async function outputsOf(stack: string): Promise<Record<string, string>> {
  const { Stacks } = await aws<{ Stacks: Stack[] }>('cloudformation', 'describe-stacks', '--stack-name', stack);
  const { StackStatus: status, Outputs = [] } = Stacks[0]!;
  expect(
    /^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT)_COMPLETE$/.test(status),
    `Its status is ${status}. See its events in CloudFormation.`,
  );
  return Object.fromEntries(Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
}

/** The addresses with a confirmed subscription. Fails if one is not confirmed. */
async function confirmed(topicArn: string, approver: string | undefined): Promise<string[]> {
  const listed = await aws<{ Subscriptions: Subscription[] }>(
    ...['sns', 'list-subscriptions-by-topic', '--topic-arn', topicArn],
  );
  const mails = listed.Subscriptions.filter(({ Protocol }) => Protocol === 'email');
  const reached = mails.filter(({ SubscriptionArn }) => SubscriptionArn.startsWith('arn:'));
  const others = mails.filter(each => !reached.includes(each)).map(({ Endpoint }) => Endpoint);
  const addresses = reached.map(({ Endpoint }) => Endpoint);
  expect(
    approver === undefined ? others.length === 0 && addresses.length > 0 : addresses.includes(approver),
    `Mails do not reach ${approver ?? (others.join(', ') || 'anybody')}: the subscription is not confirmed. Confirm it `
      + 'as docs/operations.md says, or name an approver who has: --approver ADDRESS',
  );
  return approver === undefined ? addresses : [approver];
}

/** By SES, mails need no subscription, so the stack does not say whom they reach. */
function named(approver: string | undefined): Promise<string[]> {
  expect(approver !== undefined, 'Mails go by SES. Name the approver who reads the mail: --approver ADDRESS');
  return Promise.resolve([approver!]);
}

/** What a mail's link has: for the review page behind the `#`, for one click in the query. */
async function askForLink(approver: string): Promise<Link> {
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const question = prompt.question(
    `     The mail to ${approver} comes within a minute. Paste its link "Approve" here,\n`
      + '     without opening it: ',
  );
  const ended = new Promise<string>(resolve => prompt.once('close', () => resolve('')));
  const text = await Promise.race([question, ended]);
  prompt.close();
  const [id] = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(text) ?? [];
  const [, key] = /[&?]key=([\w-]{22})/.exec(text) ?? [];
  expect(id !== undefined && key !== undefined, 'This is not a link of such a mail. Copy the whole link.');
  return { id, key };
}

async function end(executionArn: string): Promise<void> {
  for (const started = performance.now(); performance.now() - started < executionMs; await setTimeout(500)) {
    const { status, output } = await aws<{ status: string; output?: string }>(
      ...['stepfunctions', 'describe-execution', '--execution-arn', executionArn],
    );
    if (status === 'RUNNING') continue;
    expect(status === 'SUCCEEDED', `It is ${status}. Its error and cause, in the console of Step Functions, say why.`);
    return expect(/approved/.test(output ?? ''), `It ended without the approval: ${output}`);
  }
  throw new Error('It did not hear the decision within a minute. The next round delivers it: docs/operations.md');
}

async function main(stack: string, wanted: string | undefined): Promise<void> {
  const account = await step('credentials', () => aws<{ Account: string }>('sts', 'get-caller-identity'));
  if (!account) return;
  const outputs = await step(`the stack ${stack} in the account ${account.Account}`, () => outputsOf(stack));
  if (!outputs) return;
  const { WebsiteUrl: website, ApiUrl: api, TopicArn: topic, StateMachineArn: stateMachine } = outputs;
  await step(`the website ${website}`, async () => {
    const { status } = await call(`${website}/`);
    expect(status === 200, `It answers ${status}. CloudFront may need some minutes after the first deployment.`);
  });
  await step(`the API ${api}`, async () => {
    const { status, text } = await call(`${api}/requests/${crypto.randomUUID()}`);
    expect(status === 403 && /link is not valid/.test(text), `It answers an invalid link with ${status}: ${text}`);
  });
  const [approver] =
    (await (topic === undefined
      ? step('an approver is named', () => named(wanted))
      : step('subscriptions are confirmed', () => confirmed(topic, wanted)))) ?? [];
  if (approver === undefined) return;
  const subject = `Smoke test of ${new Date().toISOString()}`;
  const started = await step('an execution starts', () =>
    aws<{ executionArn: string }>(
      ...['stepfunctions', 'start-execution', '--state-machine-arn', stateMachine!],
      ...['--input', JSON.stringify({ subject, approvers: [approver] })],
    ),
  );
  if (!started) return;
  const isDecided = await decide(api!, subject, approver);
  if (isDecided) await step('the execution goes on with the approval', () => end(started.executionArn));
  else
    await step('the execution is stopped', () =>
      aws('stepfunctions', 'stop-execution', '--execution-arn', started.executionArn),
    );
}

/** Approves the request with this subject by its link, and no other request. Returns whether it did. */
async function decide(api: string, subject: string, approver: string): Promise<boolean> {
  const link = await step(`the mail reached ${approver}`, () => askForLink(approver));
  if (!link) return false;
  const url = `${api}/requests/${link.id}`;
  const headers = { 'x-approval-key': link.key, 'content-type': 'application/json' };
  const isShown = await step('the link shows the request', async () => {
    const { status, text } = await call(url, { headers });
    expect(status === 200, `The API answers ${status}: ${text}`);
    expect(text.includes(subject), 'It is the link of another request, which stays as it is.');
    return true;
  });
  if (!isShown) return false;
  const isTaken = await step('the API takes the decision', async () => {
    const { status, text } = await call(`${url}/decision`, { method: 'POST', headers, body: '{"decision":"approve"}' });
    expect(status === 200, `${status} ${text}`);
    return true;
  });
  return isTaken === true;
}

const { stack, approver } = parseArgs({
  options: { stack: { type: 'string', default: 'ApprovalWorkflow' }, approver: { type: 'string' } },
}).values;
await main(stack, approver);
console.log(`${counts.works} work, ${counts.fails} do not`);
process.exitCode = counts.fails === 0 ? 0 : 1;
