import { setTimeout } from 'node:timers/promises';
import { memory } from '../process.ts';
import { mebibytes, milliseconds, ratio, type Part, type Row } from '../report.ts';
import { mean, median } from '../statistics.ts';
import { Approvals, inParallel } from './approvals.ts';
import { RunningStack } from './running-stack.ts';
import { reviewerToken } from './sign-in.ts';

const effort = { warmUp: 500, repetitions: 50, concurrency: 40, page: 50, perSecond: 50, mostAtOnce: 100 };

/** How often memory and the lists are measured under load. */
const pause = 1_000;

interface Measured {
  pending: number;
  /** Milliseconds, each the median of the repetitions. */
  decide: number;
  list: number;
  query: number;
  listExecutions: number;
  /** The runner's, in bytes. */
  memory: number | undefined;
}

type Timed = Exclude<keyof Measured, 'pending' | 'memory'>;

/** Approvals from start to end, as many a second as possible up to the goal. */
interface Held extends Measured {
  minutes: number;
  perSecond: number;
  /** The runner's memory on average, in the first and in the last tenth of the time. */
  first: number | undefined;
  last: number | undefined;
}

/** How quick the stack stays with many pending requests, at rest and under load, and how its memory grows. */
export const load: Part = {
  name: 'load',
  title: 'The local stack by its pending requests, at rest and under load',
  run: async (progress, results, { minutes, pending: most }) => {
    await using stack = await progress.step('Starting the local stack', () => RunningStack.start(results));
    const token = await reviewerToken(stack.endpoints);
    using approvals = new Approvals(stack);
    let number = 0;
    const addPending = async () => stack.mails.link(await approvals.start(`Request ${number++}`));
    const lists = (times: Record<Timed, number[]>, pending: number) => async () => {
      times.list.push(await timed(() => listPending(approvals, token, pending)));
      times.query.push(await timed(() => queryPending(stack, pending)));
      times.listExecutions.push(await timed(() => listRunning(stack, pending)));
    };

    const measure = async (pending: number, at: (detail: string) => void): Promise<Measured> => {
      const times = noTimes();
      const list = lists(times, pending);
      for (let i = 0; i < effort.repetitions; i++) {
        if (i % 10 === 0) at(`${i} of ${effort.repetitions}`);
        const link = await addPending();
        await list();
        times.decide.push(await approvals.decide(link));
      }
      return { pending, ...medians(times), memory: memory(stack.processId) };
    };

    const hold = async (pending: number, at: (detail: string) => void): Promise<Held> => {
      const times = noTimes();
      const list = lists(times, pending);
      const used: (number | undefined)[] = [];
      const started = performance.now();
      const seconds = () => (performance.now() - started) / 1000;
      const isOver = () => seconds() > minutes * 60;
      const running = new Set<Promise<void>>();
      const approve = async () => {
        const { decide } = await approvals.whole(`Request ${number++}`);
        times.decide.push(decide);
      };
      const watch = async () => {
        while (!isOver()) {
          await list();
          used.push(memory(stack.processId));
          at(`${(times.decide.length / seconds()).toFixed(1)} a second, ${mebibytes(used.at(-1))}`);
          await setTimeout(pause);
        }
      };
      const begin = async () => {
        for (let begun = 0; !isOver(); await setTimeout(10))
          for (; begun < seconds() * effort.perSecond && running.size < effort.mostAtOnce; begun++) {
            const one = approve();
            running.add(one);
            void one.finally(() => running.delete(one)).catch(() => undefined);
          }
        await Promise.all(running);
      };
      await Promise.all([watch(), begin()]);
      const tenth = Math.ceil(used.length / 10);
      return {
        pending,
        ...medians(times),
        memory: memory(stack.processId),
        minutes,
        perSecond: times.decide.length / seconds(),
        first: average(used.slice(0, tenth)),
        last: average(used.slice(-tenth)),
      };
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
    for (const pending of [1, effort.page, most]) {
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
    const held = await progress.step(`With ${most} pending, for ${minutes} minutes`, at => hold(present, at));
    return { data: { ...data, held }, rows: rows(data, held) };
  },
};

const noTimes = (): Record<Timed, number[]> => ({ decide: [], list: [], query: [], listExecutions: [] });

const medians = ({ decide, list, query, listExecutions }: Record<Timed, number[]>) => ({
  decide: median(decide),
  list: median(list),
  query: median(query),
  listExecutions: median(listExecutions),
});

const average = (values: (number | undefined)[]): number | undefined =>
  values.some(value => value === undefined) ? undefined : mean(values as number[]);

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

function rows(data: Measured[], held: Held): Row[] {
  const row = <T extends number | undefined>(what: string, value: (of: Measured) => T, text: (value: T) => string) => {
    const values = data.map(value);
    return { what, values: [...values.map(text), ratio(values.at(-1), values[0]), text(value(held))] };
  };
  const time = (value: number) => milliseconds(value, 1);
  const underLoad = (what: string, value: string): Row => ({ what, values: ['', '', '', '', value] });
  return [
    { what: 'median', values: [...data.map(({ pending }) => `${pending} pending`), 'last : first', 'under load'] },
    row('decide (POST …/decision)', of => of.decide, time),
    row(`list the first ${effort.page} pending (GET …/approvals)`, of => of.list, time),
    row(`list the first ${effort.page} pending (Query)`, of => of.query, time),
    row(`list the first ${effort.page} running (ListExecutions)`, of => of.listExecutions, time),
    row('memory of the runner', of => of.memory, mebibytes),
    underLoad(`approvals per second, for ${held.minutes} minutes`, held.perSecond.toFixed(1)),
    underLoad('memory, mean of the first tenth of the time', mebibytes(held.first)),
    underLoad('memory, mean of the last tenth', mebibytes(held.last)),
    underLoad('last : first', ratio(held.last, held.first)),
  ];
}
