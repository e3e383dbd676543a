import { milliseconds, ratio, type Part, type Row } from '../report.ts';
import { median } from '../statistics.ts';
import { Approvals, inParallel } from './approvals.ts';
import { RunningStack } from './running-stack.ts';
import { reviewerToken } from './sign-in.ts';

/** Numbers of pending requests: one, a full page, and many. */
const steps = [1, 50, 10_000];
const effort = { warmUp: 500, repetitions: 50, concurrency: 40, page: 50 };

interface Measured {
  pending: number;
  /** Milliseconds, each the median of the repetitions. */
  decide: number;
  list: number;
  query: number;
  listExecutions: number;
}

type Timed = Exclude<keyof Measured, 'pending'>;

/** How the times to decide and list grow with the number of pending requests. */
export const growth: Part = {
  name: 'growth',
  title: `Deciding and listing on the local stack, by the number of pending requests`,
  run: async (progress, results) => {
    await using stack = await progress.step('Starting the local stack', () => RunningStack.start(results));
    const token = await reviewerToken(stack.endpoints);
    using approvals = new Approvals(stack);
    let number = 0;
    const addPending = async () => {
      return stack.mails.link(await approvals.start(`Request ${number++}`));
    };

    const measure = async (pending: number, at: (detail: string) => void): Promise<Measured> => {
      const times: Record<Timed, number[]> = { decide: [], list: [], query: [], listExecutions: [] };
      for (let i = 0; i < effort.repetitions; i++) {
        if (i % 10 === 0) at(`${i} of ${effort.repetitions}`);
        const link = await addPending();
        times.list.push(await timed(() => listPending(approvals, token, pending)));
        times.query.push(await timed(() => queryPending(stack, pending)));
        times.listExecutions.push(await timed(() => listRunning(stack, pending)));
        times.decide.push(await approvals.decide(link));
      }
      const { decide, list, query, listExecutions } = times;
      const medians = { decide: median(decide), list: median(list), query: median(query) };
      return { pending, ...medians, listExecutions: median(listExecutions) };
    };

    // First the functions' processes start, and Node compiles the runner's hot code.
    await progress.step('Warming up', async () => {
      await inParallel(effort.warmUp, effort.concurrency, async () => {
        const link = await addPending();
        await listPending(approvals, token, 1);
        await approvals.decide(link);
      });
    });
    const data: Measured[] = [];
    let present = 0;
    for (const pending of steps) {
      // Each measurement adds the last one itself.
      const missing = pending - 1 - present;
      await progress.step(`Starting ${missing} requests`, async at => {
        await inParallel(missing, effort.concurrency, async index => {
          await addPending();
          if (index % 1000 === 999) at(`${index + 1} of ${missing}`);
        });
      });
      present += missing;
      data.push(await progress.step(`With ${pending} pending`, at => measure(pending, at)));
    }
    return { data, rows: rows(data) };
  },
};

async function listPending(approvals: Approvals, token: string, pending: number): Promise<void> {
  expectPage('GET /api/approvals', await approvals.list(token, effort.page), pending);
}

/** The query of the table's index behind the list. */
async function queryPending(stack: RunningStack, pending: number): Promise<void> {
  const { Count } = await stack.aws.call<{ Count: number }>('DynamoDB_20120810.Query', {
    TableName: stack.endpoints.outputs.TableName,
    IndexName: 'status-expiresAt',
    KeyConditionExpression: '#status = :status',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':status': { S: 'pending' } },
    Limit: effort.page,
  });
  expectPage('Query', Count, pending);
}

async function listRunning(stack: RunningStack, pending: number): Promise<void> {
  const { executions } = await stack.aws.call<{ executions: unknown[] }>('AWSStepFunctions.ListExecutions', {
    stateMachineArn: stack.endpoints.outputs.StateMachineArn,
    statusFilter: 'RUNNING',
    maxResults: effort.page,
  });
  expectPage('ListExecutions', executions.length, pending);
}

function expectPage(what: string, found: number, pending: number): void {
  const least = Math.min(pending, effort.page);
  if (found < least) throw new Error(`${what} found ${found} pending requests of at least ${least}`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function rows(data: Measured[]): Row[] {
  const row = (what: string, value: (of: Measured) => number): Row => {
    const values = data.map(value);
    return { what, values: [...values.map(each => milliseconds(each, 1)), ratio(values.at(-1), values[0])] };
  };
  return [
    { what: 'median', values: [...data.map(({ pending }) => `${pending} pending`), 'last : first'] },
    row('decide (POST …/decision)', of => of.decide),
    row(`list the first ${effort.page} pending (GET …/approvals)`, of => of.list),
    row(`list the first ${effort.page} pending (Query)`, of => of.query),
    row(`list the first ${effort.page} running (ListExecutions)`, of => of.listExecutions),
  ];
}
