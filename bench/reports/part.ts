import { join } from 'node:path';
import { Functions } from '../../local/lambda/functions.ts';
import { functionsOf, type LambdaFunction } from '../../local/lambda/function.ts';
import { peakMemory } from '../process.ts';
import { mebibytes, milliseconds, ratio, type Part, type Row } from '../report.ts';
import { resolvedStack } from '../stack/resolved.ts';
import { RunningStack } from '../stack/running-stack.ts';
import { median } from '../statistics.ts';
import { Inventory } from './inventory.ts';

const sizes = [5_000, 50_000, 200_000];
const repetitions = 5;

/** The cost of one function for one report, in a new process. */
interface Taken {
  milliseconds: number;
  /** Peak memory in bytes; undefined if the system does not tell. */
  peak: number | undefined;
}

interface Measured {
  rows: number;
  read: Taken;
  render: Taken;
  bytes: number;
}

/** How the cost of a report's functions grows with its rows. */
export const reports: Part = {
  name: 'reports',
  title: 'A report from the local stack, by its rows',
  run: async (progress, results) => {
    await using stack = await progress.step('Starting the local stack', () => RunningStack.start(results));
    using inventory = new Inventory(stack.endpoints.aws, stack.endpoints.outputs);
    const resolved = resolvedStack(join(results, 'cdk.out'), stack);
    const functions = functionsOf(resolved.stack, resolved.asset);
    const data: Measured[] = [];
    for (const rows of sizes) {
      await progress.step(`Making ${rows} rows`, () => inventory.fill(rows));
      data.push(await progress.step(`Reports of ${rows} rows`, at => measure(rows, functions, stack, at)));
    }
    return { data, rows: table(data) };
  },
};

async function measure(
  rows: number,
  functions: LambdaFunction[],
  stack: RunningStack,
  at: (detail: string) => void,
): Promise<Measured> {
  const taken: Record<'read' | 'render', Taken[]> = { read: [], render: [] };
  let bytes = 0;
  for (let i = 0; i < repetitions; i++) {
    at(`${i} of ${repetitions}`);
    const id = crypto.randomUUID();
    const read = await invoke<{ rows: number }>(functions, 'GetReportData', { id }, stack);
    if (read.answer.rows !== rows) throw new Error(`The report has ${read.answer.rows} rows of ${rows}`);
    const input = { id, requestedBy: 'bench@example.com', data: read.answer };
    const render = await invoke<{ bytes: number }>(functions, 'RenderReport', input, stack);
    bytes = render.answer.bytes;
    taken.read.push(read.taken);
    taken.render.push(render.taken);
  }
  const middle = (of: Taken[]): Taken => ({
    milliseconds: median(of.map(each => each.milliseconds)),
    peak: of.some(({ peak }) => peak === undefined) ? undefined : median(of.map(each => each.peak!)),
  });
  return { rows, read: middle(taken.read), render: middle(taken.render), bytes };
}

/** Invokes a function in a new process. Reads the peak memory before the process ends. */
async function invoke<T>(
  functions: LambdaFunction[],
  handler: string,
  input: object,
  stack: RunningStack,
): Promise<{ answer: T; taken: Taken }> {
  const fn = functions.find(({ environment }) => environment.FUNCTION_HANDLER === handler);
  if (!fn) throw new Error(`The stack has no function ${handler}`);
  const log: string[] = [];
  const process = new Functions({
    functions: [fn],
    awsEndpoint: stack.endpoints.aws,
    maxWorkers: 1,
    print: line => log.push(line),
  });
  try {
    const started = performance.now();
    const { payload, functionError } = await process.invoke(fn.name, JSON.stringify(input));
    const ended = performance.now();
    if (functionError !== undefined) throw new Error(`${handler} failed: ${payload}\n${log.join('\n')}`);
    const taken = { milliseconds: ended - started, peak: peakMemory(process.pids[0]!) };
    return { answer: JSON.parse(payload) as T, taken };
  } finally {
    await process.stop();
  }
}

function table(data: Measured[]): Row[] {
  const row = (
    what: string,
    value: (of: Measured) => number | undefined,
    text: (value: number | undefined) => string,
  ): Row => {
    const values = data.map(value);
    return { what, values: [...values.map(text), ratio(values.at(-1), values[0])] };
  };
  const time = (value: number | undefined) => milliseconds(value!);
  return [
    { what: 'median', values: [...data.map(({ rows }) => `${rows} rows`), 'last : first'] },
    row('GetReportData, peak memory', of => of.read.peak, mebibytes),
    row('RenderReport, peak memory', of => of.render.peak, mebibytes),
    row('GetReportData, start to answer', of => of.read.milliseconds, time),
    row('RenderReport, start to answer', of => of.render.milliseconds, time),
    row('the report', of => of.bytes, mebibytes),
  ];
}
