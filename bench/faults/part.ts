import { Approvals, inParallel } from '../stack/approvals.ts';
import { RunningStack } from '../stack/running-stack.ts';
import type { Part, Row } from '../report.ts';
import { frames } from './faces.ts';
import { deployment, wrongData } from './migration.ts';
import { report } from './reports.ts';
import { request, type Ended } from './request.ts';

/** How much is tried, and how often calls break. */
interface Plan {
  requests: number;
  reports: number;
  frames: number;
  /** Starts of the stack beside the first one. Each migrates the sample's data. */
  deployments: number;
  rate: number;
  seed: number;
}

interface Provoked {
  ended: Ended[];
  /** What is wrong, in sentences. */
  wrong: string[];
  /** What was broken: a line for each service. */
  faults: string[];
}

const concurrency = 100;

/** Lambda has room for many calls of a function at once, and late calls occupy that room. */
const workers = ['--workers', '16'];

/** Every fifth call fails. */
export const rate = 0.2;

/** Runs approvals, reports, faces and the migration while calls of AWS fail and functions' processes are killed. */
export async function provoke(plan: Plan, results: string, at: (detail: string) => void): Promise<Provoked> {
  const ended: Ended[] = [];
  const stack = await RunningStack.start(results, [...workers, '--faults', `${plan.rate},${plan.seed}`]);
  const wrong = await wrongData(stack);
  try {
    stack.mails.start();
    using approvals = new Approvals(stack);
    const each = async (result: Promise<Ended>) => {
      ended.push(await result);
      if (ended.length % 10 === 0) at(`${ended.length} of ${plan.requests + plan.reports}`);
    };
    await Promise.all([
      inParallel(plan.requests, concurrency, index => each(request(stack, approvals, index))),
      inParallel(plan.reports, 2, index => each(report(stack, index))),
      frames(stack, plan.frames).then(those => ended.push(...those)),
    ]);
  } finally {
    await stack[Symbol.asyncDispose]();
  }
  const faults = stack.printed.filter(line => line.startsWith('Faults of '));
  for (let more = 1; more <= plan.deployments; more++) {
    at(`deployment ${more} of ${plan.deployments}`);
    ended.push(await deployment(results, ['--faults', `${plan.rate},${plan.seed + more}`]));
  }
  wrong.push(...ended.flatMap(each => each.wrong), ...inexcusable(ended, faults));
  return { ended, wrong, faults };
}

const mailsTwice = (ended: Ended[]): number => ended.reduce((sum, { doubled }) => sum + doubled, 0);

/** docs/operations.md: a mail comes twice if it was sent and nobody could note it. */
function inexcusable(ended: Ended[], faults: string[]): string[] {
  const count = (service: string, kind: string) => {
    const line = faults.find(each => each.startsWith(`Faults of ${service}:`));
    return Number(new RegExp(`(\\d+) ${kind}`).exec(line ?? '')?.[1] ?? 0);
  };
  const excuses = count('sns', 'unanswered') + count('functions', 'killed');
  return mailsTwice(ended) > excuses ? [`${mailsTwice(ended)} mails came twice, with ${excuses} reasons for it`] : [];
}

/** How requests, reports, frames and deployments end while every fifth call of AWS fails. */
export const faults: Part = {
  name: 'faults',
  title: 'How everything ends while every fifth call of AWS fails and functions are killed',
  run: async (progress, results, { requests, seed }) => {
    const plan = { requests, reports: Math.ceil(requests / 20), frames: 20, deployments: 20, rate, seed };
    const { ended, wrong, faults } = await progress.step(`Breaking calls, with the seed ${seed}`, at =>
      provoke(plan, results, at),
    );
    for (const what of wrong) progress.line(what);
    if (wrong.length > 0) process.exitCode = 1;
    return { data: { ...plan, outcomes: outcomes(ended), wrong, faults }, rows: rows(ended, wrong, faults) };
  },
};

const outcomes = (ended: Ended[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(ended, ({ scenario, outcome }) => `${scenario}: ${outcome}`)]
      .map(([name, those]): [string, number] => [name, those.length])
      .sort(),
  );

function rows(ended: Ended[], wrong: string[], faults: string[]): Row[] {
  const row = (what: string, value: number | string): Row => ({ what, values: [String(value)] });
  return [
    row('', 'count'),
    ...Object.entries(outcomes(ended)).map(([what, count]) => row(what, count)),
    row('lost, doubled or contradicted', wrong.length),
    row(
      'mails that came twice',
      ended.reduce((sum, { doubled }) => sum + doubled, 0),
    ),
    ...faults.map(line => row(...(line.split(': ') as [string, string]))),
  ];
}
