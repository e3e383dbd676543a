import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Progress } from '../../local/progress.ts';
import type { Image } from '../../local/rekognition/images/image.ts';
import { encoded, lit } from '../../local/rekognition/testing/variations.ts';
import { until } from '../faults/request.ts';
import { processorTime } from '../process.ts';
import type { Part } from '../report.ts';
import { Approvals } from '../stack/approvals.ts';
import { RunningStack } from '../stack/running-stack.ts';
import { portraits } from './people.ts';
import { rows, type Outcome, type Round } from './rows.ts';

/** More workers only wait for the one thread that finds faces. */
const effort = { cameras: 20, intervalMs: 500, framesEach: 1, rounds: 5, slowedRounds: 2, workers: 4 };
const framesOfRound = effort.cameras * effort.framesEach;
const approvers = ['ann@example.com', 'bob@example.com'];
/** For a machine that does much else. */
const patience = 900_000;
/** What most Regions begin with. */
const firstQuota = 5;

interface Subject {
  name: string;
  /** What is synthesized from another commit. */
  app?: string | undefined;
  options?: string[];
}

/** A stack that is measured, and what came of its frames so far. */
interface Measured {
  name: string;
  stack: RunningStack;
  /** How many executions there were before the first frame. */
  before: number;
  rounds: Round[];
}

/** Twenty cameras with two frames a second of people and strangers. */
export const faces: Part = {
  name: 'faces',
  title: `${effort.cameras} cameras at the local stack, in rounds of ${framesOfRound} frames`,
  run: async (progress, results) => {
    const [quick, slow] = await progress.step('Cutting faces out of photos', async () => {
      const people = await portraits();
      return Promise.all([sceneOf(people, effort.rounds), sceneOf(people, effort.slowedRounds)]);
    });
    const { BENCH_BASE: base } = process.env;
    const compared: Subject[] = [{ name: 'measured' }, ...(base ? [{ name: 'base', app: base }] : [])];
    const slowed = { name: `${firstQuota} calls a second`, options: ['--rekognition-calls', String(firstQuota)] };
    const data = [
      ...(await measure(progress, results, quick, compared)),
      ...(await measure(progress, results, slow, [slowed])),
    ];
    return { data, rows: rows(data) };
  },
};

/** Measures stacks in turns, so that what else the machine does disturbs all alike. */
async function measure(
  progress: Progress,
  results: string,
  { known, strangers, rounds }: Scene,
  subjects: Subject[],
): Promise<Outcome[]> {
  await using scope = new AsyncDisposableStack();
  const measured: Measured[] = [];
  for (const { name, app, options = [] } of subjects) {
    const folder = join(results, name);
    mkdirSync(folder, { recursive: true });
    const stack = await progress.step(`Starting the local stack (${name})`, () =>
      RunningStack.start(folder, ['--workers', String(effort.workers), ...options], {
        mailed: approvers,
        output: '../cdk-faces.out',
        app,
      }),
    );
    scope.use(stack);
    await progress.step('Enrolling people', () => enroll(stack, known));
    measured.push({ name, stack, before: (await executions(stack)).length, rounds: [] });
  }
  for (const [round, pictures] of rounds.entries())
    for (const each of round % 2 === 0 ? measured : measured.toReversed())
      await progress.step(`Looking at frames (${each.name}, ${round + 1} of ${rounds.length})`, async at => {
        each.rounds.push(await look(each, pictures, at));
      });
  return Promise.all(measured.map(each => outcome(each, known.length, strangers)));
}

const nameOf = (person: number) => `Person ${person}`;

/** The people who are enrolled, how many others there are, and the cameras' frames of each round. */
interface Scene {
  known: Buffer[];
  strangers: number;
  rounds: Buffer[][];
}

/** Each round shows other people, so that each asks about somebody: all of them in turn, each with its own light. */
async function sceneOf(people: Image[], rounds: number): Promise<Scene> {
  const known = people.slice(0, Math.floor(people.length / 2));
  const picturesOf = (shown: Image[]) =>
    Array.from({ length: framesOfRound }, async (_, index) =>
      encoded(await lit(1, (index % 9) * 3)(shown[index % shown.length]!)),
    );
  const shownIn = (round: number) => people.filter((_, person) => person % rounds === round);
  return {
    known: await Promise.all(known.map(person => encoded(person))),
    strangers: people.length - known.length,
    rounds: await Promise.all(Array.from({ length: rounds }, (_, round) => Promise.all(picturesOf(shownIn(round))))),
  };
}

/** Each person is seen, and approved with a name by the first approver who got the mail. */
async function enroll(stack: RunningStack, known: Buffer[]): Promise<void> {
  using approvals = new Approvals(stack);
  await Promise.all(known.map((person, index) => put(stack, `frames/enrolment/${index}.jpg`, person)));
  await until('everybody is asked about', async () => (await executions(stack)).length === known.length, patience);
  for (const [index, execution] of (await executions(stack)).entries()) {
    const { status, body } = await approvals.answer(await stack.mails.link(execution), 'approve', {
      name: nameOf(index),
    });
    if (status !== 200) throw new Error(`The approval of person ${index} was answered with ${status}: ${body}`);
  }
  await until('everybody is enrolled', async () => (await executions(stack, 'RUNNING')).length === 0, patience);
}

/** Lets the cameras put their frames, and waits until all are counted. */
async function look({ stack, rounds }: Measured, pictures: Buffer[], at: (detail: string) => void): Promise<Round> {
  const before = processorTime(stack.processId);
  const began = performance.now();
  await Promise.all(
    pictures.map(async (bytes, index) => {
      await setTimeout((index * effort.intervalMs) / effort.cameras);
      await put(stack, `frames/camera-${index % effort.cameras}/${rounds.length}-${index}.jpg`, bytes);
    }),
  );
  const expected = (rounds.length + 1) * framesOfRound;
  let examined = 0;
  const areCounted = async () => {
    const count = Object.values(outcomesIn(stack.printed)).reduce((sum, each) => sum + each, 0);
    if (count !== examined) at(`${(examined = count)} of ${expected}`);
    return count >= expected;
  };
  await until('all frames are counted', areCounted, patience);
  const after = processorTime(stack.processId);
  return {
    framesPerSecond: (framesOfRound * 1000) / (performance.now() - began),
    processorTime: before === undefined || after === undefined ? undefined : (after - before) / framesOfRound,
  };
}

async function outcome({ name, stack, before, rounds }: Measured, people: number, strangers: number): Promise<Outcome> {
  const mails = () =>
    Array.from({ length: people }, (_, person) => stack.mails.about(`Detected ${nameOf(person)}`)).flat().length
    / approvers.length;
  await until('everybody is mailed about', async () => mails() >= people);
  const requests = (await executions(stack)).length - before;
  const measured = { name, rounds, outcomes: outcomesIn(stack.printed), strangers, requests, people, mails: mails() };
  // Another commit's figures are shown as they are.
  if (name !== 'base' && (requests !== strangers || measured.mails !== people))
    throw new Error(`Somebody was asked or told about twice, or not at all: ${JSON.stringify(measured)}`);
  return measured;
}

/** What the function counted, and the events that failed each time. */
function outcomesIn(printed: string[]): Record<string, number> {
  const counted: Record<string, number> = {};
  for (const line of printed) {
    const [, outcome] = /Frame frames\/camera-\S+ of \d+ bytes: (\w+)/.exec(line) ?? [];
    const what = outcome ?? (line.includes('ERROR The event is in the queue') ? 'dead letters' : undefined);
    if (what !== undefined) counted[what] = (counted[what] ?? 0) + 1;
  }
  return counted;
}

const put = (stack: RunningStack, key: string, bytes: Buffer) =>
  stack.aws.put(stack.endpoints.outputs.FramesBucketName!, key, bytes);

async function executions(stack: RunningStack, statusFilter?: string): Promise<string[]> {
  const listed = await stack.aws.call<{ executions: { executionArn: string }[] }>('AWSStepFunctions.ListExecutions', {
    stateMachineArn: stack.endpoints.outputs.FaceStateMachineArn,
    statusFilter,
    maxResults: 1000,
  });
  return listed.executions.map(({ executionArn }) => executionArn);
}
