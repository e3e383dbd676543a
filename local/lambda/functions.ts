import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { AwsError } from '../endpoint/error.ts';
import { functionArn, nameOfFunction } from '../stack/arn.ts';
import type { AsyncInvoker, InvocationResult } from '../stack/types.ts';
import type { LambdaFunction } from './function.ts';
import { readable } from './log-line.ts';
import { Pool } from './pool.ts';
import { Slots } from './slots.ts';

interface FunctionsOptions {
  functions: LambdaFunction[];
  awsEndpoint: string;
  /** The most processes of one function. */
  maxWorkers: number;
  print(line: string): void;
  /** After how many milliseconds the process of the next invocation is killed; undefined if it is not. */
  killAfterMs?: () => number | undefined;
  /** For tests: replaces the function's own executable. */
  command?: (fn: LambdaFunction) => string[];
}

const plainColours = ['cyan', 'magenta', 'yellow', 'green', 'blue'] as const;
const colours = [...plainColours, ...plainColours.map(colour => `${colour}Bright` as const)];

/** A failure of the sandbox or the runtime, which the function could not log itself. */
const failureOfLambda = /^\{"errorType":"(?:Sandbox|Runtime)\..*"errorMessage":"(.*)"\}$/;

interface Running {
  pool: Pool;
  slots: Slots;
  log(line: string): void;
}

const tooManyRequests = () => new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);

/** As Lambda's bootstrap does: .NET runs the assembly if there is one, else the executable runs. */
function executableOf({ folder, handler }: LambdaFunction): string[] {
  const assembly = join(folder, `${handler}.dll`);
  return existsSync(assembly) ? ['dotnet', 'exec', assembly] : [join(folder, handler)];
}

export class Functions implements AsyncInvoker {
  readonly #running = new Map<string, Running>();

  constructor({
    functions,
    awsEndpoint,
    maxWorkers,
    print,
    killAfterMs = () => undefined,
    command = executableOf,
  }: FunctionsOptions) {
    const width = Math.max(0, ...functions.map(({ label }) => label.length));
    functions.forEach((fn, index) => {
      const prefix = styleText(colours[index % colours.length]!, fn.label.padEnd(width));
      const log = (line: string) => print(`${prefix}  ${readable(line)}`);
      const pool = new Pool({ fn, awsEndpoint, maxWorkers, command, log, killAfterMs });
      this.#running.set(fn.name, { log, pool, slots: new Slots(fn.reservedConcurrency) });
    });
  }

  async invoke(functionName: string, payload: string): Promise<InvocationResult> {
    const running = this.#find(functionName);
    if (!running.slots.tryEnter()) throw tooManyRequests();
    return run(running, payload);
  }

  async invokeInTurn(
    functionName: string,
    payload: string,
    { requestId, until }: { requestId: string; until: number },
  ): Promise<InvocationResult> {
    const running = this.#find(functionName);
    await running.slots.enter();
    if (Date.now() <= until) return run(running, payload, requestId);
    running.slots.leave();
    throw tooManyRequests();
  }

  get pids(): number[] {
    return [...this.#running.values()].flatMap(({ pool }) => pool.pids);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#running.values()].map(({ pool }) => pool.stop()));
  }

  #find(functionName: string): Running {
    const name = nameOfFunction(functionName);
    const found = this.#running.get(name);
    if (!found) throw new AwsError('ResourceNotFoundException', `Function not found: ${functionArn(name)}`, 404);
    return found;
  }
}

/** Runs the function in a slot that the caller has taken, and frees the slot. */
async function run(
  { pool, slots, log }: Running,
  payload: string,
  requestId: string = randomUUID(),
): Promise<InvocationResult> {
  try {
    const result = await pool.invoke(payload, requestId);
    const [, message] = failureOfLambda.exec(result.payload) ?? [];
    if (result.functionError && message) log(`ERROR ${message}`);
    return result;
  } finally {
    slots.leave();
  }
}
