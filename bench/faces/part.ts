import { setTimeout } from 'node:timers/promises';
import { encoded, lit } from '../../local/rekognition/testing/variations.ts';
import { until } from '../faults/request.ts';
import { ratio, type Part, type Row } from '../report.ts';
import { Approvals } from '../stack/approvals.ts';
import { RunningStack } from '../stack/running-stack.ts';
import { portraits } from './people.ts';

/** More workers only wait for the one thread that finds faces. */
const effort = { cameras: 20, intervalMs: 500, framesEach: 5, workers: 4 };
const frames = effort.cameras * effort.framesEach;
const approvers = ['ann@example.com', 'bob@example.com'];
/** For a machine that does much else. */
const patience = 900_000;
/** What most Regions begin with. */
const firstQuota = 5;

interface Run {
  name: string;
  /** What is synthesized from another commit. */
  app?: string;
  options?: string[];
}

interface Measured {
  name: string;
  framesPerSecond: number;
  /** How many frames there were, by outcome. */
  outcomes: Record<string, number>;
  strangers: number;
  requests: number;
  people: number;
  mails: number;
}

/** Twenty cameras with two frames a second of people and strangers. */
export const faces: Part = {
  name: 'faces',
  title: `${effort.cameras} cameras through the local stack, each with ${1000 / effort.intervalMs} frames a second`,
  run: async (progress, results) => {
    const { people, pictures } = await progress.step('Cutting faces out of photos', takePictures);
    const known = Math.floor(people.length / 2);
    const { BENCH_BASE: base } = process.env;
    const runs: Run[] = [
      { name: 'measured' },
      { name: `${firstQuota} calls a second`, options: ['--rekognition-calls', String(firstQuota)] },
      ...(base ? [{ name: 'base', app: base }] : []),
    ];
    const data: Measured[] = [];
    for (const { name, app, options = [] } of runs) {
      await using stack = await progress.step(`Starting the local stack (${name})`, () =>
        RunningStack.start(results, ['--workers', String(effort.workers), ...options], {
          mailed: approvers,
          output: 'cdk-faces.out',
          app,
        }),
      );
      await progress.step('Enrolling people', () => enroll(stack, people.slice(0, known)));
      data.push(await progress.step('Looking at frames', at => measure(name, stack, pictures, known, at)));
    }
    return { data, rows: rows(data) };
  },
};

const nameOf = (person: number) => `Person ${person}`;

interface Picture {
  person: number;
  bytes: Buffer;
}

/** A picture of each person, and the cameras' frames: everybody in turn, each frame with its own light. */
async function takePictures(): Promise<{ people: Buffer[]; pictures: Picture[] }> {
  const images = await portraits();
  const pictures = Array.from({ length: frames }, async (_, index) => {
    const person = index % images.length;
    return { person, bytes: await encoded(await lit(1, (index % 9) * 3)(images[person]!)) };
  });
  const people = images.map(image => encoded(image));
  return { people: await Promise.all(people), pictures: await Promise.all(pictures) };
}

/** Each person is seen, and approved with a name by the first approver who got the mail. */
async function enroll(stack: RunningStack, known: Buffer[]): Promise<void> {
  using approvals = new Approvals(stack);
  for (const [index, person] of known.entries()) {
    await put(stack, `frames/enrolment/${index}.jpg`, person);
    await until(`person ${index} is asked about`, async () => (await executions(stack)).length > index);
    const link = await stack.mails.link((await executions(stack, 'RUNNING'))[0]!);
    const { status, body } = await approvals.answer(link, 'approve', { name: nameOf(index) });
    if (status !== 200) throw new Error(`The approval of person ${index} was answered with ${status}: ${body}`);
    await until(`person ${index} is enrolled`, async () => (await executions(stack, 'RUNNING')).length === 0);
  }
}

async function measure(
  name: string,
  stack: RunningStack,
  pictures: Picture[],
  known: number,
  at: (detail: string) => void,
): Promise<Measured> {
  const keyOf = (index: number) => `frames/camera-${index % effort.cameras}/${index}.jpg`;
  const before = (await executions(stack)).length;
  const began = performance.now();
  await Promise.all(
    pictures.map(async ({ bytes }, index) => {
      await setTimeout((index * effort.intervalMs) / effort.cameras);
      await put(stack, keyOf(index), bytes);
    }),
  );
  let outcomes: Record<string, number> = {};
  let examined = 0;
  const areCounted = async () => {
    outcomes = outcomesIn(stack.printed);
    const count = Object.values(outcomes).reduce((sum, each) => sum + each, 0);
    if (count !== examined) at(`${(examined = count)} of ${frames}`);
    return count >= frames;
  };
  await until('all frames are counted', areCounted, patience);
  const framesPerSecond = (frames * 1000) / (performance.now() - began);
  const shown = [...new Set(pictures.map(({ person }) => person))];
  const seen = shown.filter(person => person < known);
  const mails = () => seen.flatMap(person => [...stack.mails.about(`Detected ${nameOf(person)}`)]).length;
  await until('everybody is mailed about', async () => mails() >= seen.length * approvers.length);
  const measured: Measured = {
    name,
    framesPerSecond,
    outcomes,
    strangers: shown.length - seen.length,
    requests: (await executions(stack)).length - before,
    people: seen.length,
    mails: mails(),
  };
  // Another commit's figures are shown as they are.
  if (
    name !== 'base'
    && (measured.requests !== measured.strangers || measured.mails !== measured.people * approvers.length)
  )
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

function rows(data: Measured[]): Row[] {
  const row = (what: string, value: (of: Measured) => string | number): Row => ({
    what,
    values: data.map(each => String(value(each))),
  });
  const base = data.find(({ name }) => name === 'base');
  const outcomes = [...new Set(data.flatMap(each => Object.keys(each.outcomes)))];
  return [
    row(`${frames} frames`, ({ name }) => name),
    row('frames per second', of => of.framesPerSecond.toFixed(1)),
    ...(base ? [row('ratio to the base', of => ratio(of.framesPerSecond, base.framesPerSecond))] : []),
    row('strangers', of => of.strangers),
    row('requests', of => of.requests),
    row('people', of => of.people),
    row('mails to each approver', of => of.mails / approvers.length),
    ...outcomes.map(outcome => row(`frames: ${outcome}`, of => of.outcomes[outcome] ?? 0)),
  ];
}
