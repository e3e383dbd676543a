import type { Part, Row } from '../report.ts';
import { Approvals, inParallel } from '../stack/approvals.ts';
import { HttpClient, type Answer } from '../stack/http.ts';
import { RunningStack } from '../stack/running-stack.ts';
import { reviewerToken } from '../stack/sign-in.ts';
import { callMaker, type Call } from './calls.ts';
import { tryFrames } from './frames.ts';
import { inputMaker, tryInput } from './inputs.ts';
import { routesOf } from './routes.ts';
import { tryRows } from './rows.ts';
import { Standing } from './standing.ts';

interface Fuzzed {
  /** How often each answer came, by endpoint. */
  counts: Map<string, Map<string, number>>;
  /** What is wrong, in sentences. */
  wrong: string[];
  /** Calls of the API a second. */
  perSecond: number;
}

const concurrency = 32;

/** A call without an answer for so many milliseconds hangs. */
const patience = 30_000;

/** At most so many sentences are kept: one mistake may show in each case. */
const mostWrong = 100;

/** Of how many cases one is an execution, a frame, or a row. They are slow. */
const share = { inputs: 200, frames: 5_000, rows: 1_000 };

/** Sends bad input to a running stack: calls of the API, inputs of executions, frames, and rows of a report. */
export async function fuzz(
  plan: { cases: number; seed: number },
  results: string,
  at: (detail: string) => void,
): Promise<Fuzzed> {
  const { cases, seed } = plan;
  await using stack = await RunningStack.start(results, ['--workers', '16']);
  stack.mails.start();
  using approvals = new Approvals(stack);
  const standing = await Standing.make(stack, approvals);
  const token = await reviewerToken(stack.endpoints);
  const counts: Fuzzed['counts'] = new Map();
  const wrong: string[] = [];
  const count = (name: string, answer: string, times = 1) => {
    const answers = counts.get(name) ?? new Map<string, number>();
    counts.set(name, answers.set(answer, (answers.get(answer) ?? 0) + times));
  };
  const fail = (...what: string[]) => wrong.push(...what.slice(0, mostWrong - wrong.length));

  const [inputs, frames, rows] = [share.inputs, share.frames, share.rows].map(each => Math.ceil(cases / each));
  const calls = cases - inputs! - frames! - rows!;
  const nextCall = callMaker(seed, routesOf(results, stack), { links: standing.links, others: standing.others, token });
  const nextInput = inputMaker(seed);
  const executions = new Set<string>();
  const reporter = crypto.randomUUID();
  const http = new HttpClient(patience);
  const started = performance.now();
  let done = 0;
  const oneCall = async () => {
    const call = nextCall();
    const answer = await http.send(call.method, stack.endpoints.api + call.path, call.headers, call.body).catch(String);
    count(call.name, typeof answer === 'string' ? 'none' : String(answer.status));
    const problem = typeof answer === 'string' ? answer : problemOf(call, answer);
    if (problem) fail(`${described(call)} got ${problem}`);
    if (++done % 1_000 === 0) at(`${done} calls of ${calls}, ${perSecond().toFixed(0)} a second`);
  };
  const perSecond = () => (done / (performance.now() - started)) * 1_000;
  const oneInput = async (number: number) => {
    const input = nextInput();
    const result = await tryInput(stack, approvals, input, number).catch(error => ({
      outcome: 'failed',
      wrong: [String(error)],
      executionArn: undefined,
    }));
    if (result.executionArn) executions.add(result.executionArn);
    count('execution inputs', result.outcome);
    fail(...result.wrong);
  };
  await Promise.all([
    inParallel(calls, concurrency, oneCall).finally(() => http.close()),
    inParallel(inputs!, 4, oneInput),
    tryFrames(stack, seed, frames!).then(({ ends, wrong: those }) => {
      for (const [end, times] of ends) count('frames', end, times);
      fail(...those);
    }),
    tryRows(stack, seed, rows!, reporter).then(those => {
      count('report rows', 'in the report', rows!);
      fail(...those);
    }),
  ]);
  const [, claims] = token.split('.');
  const { sub } = JSON.parse(Buffer.from(claims!, 'base64url').toString()) as { sub: string };
  fail(...(await standing.differences(executions, [sub, reporter])));
  return { counts, wrong, perSecond: perSecond() };
}

/** What is wrong about an answer, or undefined. */
function problemOf({ maySucceed }: Call, { status, body: whole }: Answer): string | undefined {
  const body = whole.slice(0, 500);
  if (status >= 500 && status !== 503) return `${status}: ${body}`;
  if (status < 400 && !maySucceed) return `${status} without a right: ${body}`;
  if (status < 400 || body === '' || body.startsWith('<')) return undefined;
  try {
    const { message } = JSON.parse(whole) as { message?: string };
    return message ? undefined : `${status} without a message: ${body}`;
  } catch {
    return `${status} that is no JSON: ${body}`;
  }
}

/** A call, to be tried again. Its token is left out. */
const described = ({ method, path, headers, body }: Call): string =>
  `${method} ${path} ${JSON.stringify({ ...headers, authorization: undefined })} ${body.slice(0, 500)}`;

/** How a running stack takes bad input. */
export const fuzzing: Part = {
  name: 'fuzz',
  title: 'How the local stack answers bad input',
  run: async (progress, results, { cases, seed }) => {
    const { counts, wrong, perSecond } = await progress.step(`Trying ${cases} cases, with the seed ${seed}`, at =>
      fuzz({ cases, seed }, results, at),
    );
    for (const what of wrong) progress.line(what);
    if (wrong.length > 0) process.exitCode = 1;
    const answers = Object.fromEntries([...counts].sort().map(([name, each]) => [name, Object.fromEntries(each)]));
    return { data: { cases, seed, perSecond, answers, wrong }, rows: rows(counts, wrong, perSecond) };
  },
};

function rows(counts: Fuzzed['counts'], wrong: string[], perSecond: number): Row[] {
  const sum = (answers: Map<string, number>) => [...answers.values()].reduce((total, each) => total + each, 0);
  const list = (answers: Map<string, number>) =>
    [...answers]
      .sort()
      .map(([answer, times]) => `${answer}: ${times.toLocaleString('en')}`)
      .join(', ');
  return [
    { what: '', values: ['cases', 'answers'] },
    ...[...counts]
      .sort()
      .map(([what, answers]) => ({ what, values: [sum(answers).toLocaleString('en'), list(answers)] })),
    { what: 'calls a second', values: [perSecond.toFixed(0), ''] },
    { what: '5xx, hangs, changes without a right', values: [String(wrong.length), ''] },
  ];
}
