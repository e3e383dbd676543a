import { styleText } from 'node:util';
import { AwsError } from '../aws/error.ts';
import { functionArn } from '../stack/arn.ts';
import type { InvocationResult, Invoker } from '../stack/types.ts';
import type { LambdaFunction } from './function.ts';
import { readable } from './log-line.ts';
import { Pool } from './pool.ts';

export interface FunctionsOptions {
  functions: LambdaFunction[];
  awsEndpoint: string;
  /** How many processes a function may have. */
  maxWorkers: number;
  /** Prints a line. */
  print(line: string): void;
  /** Instead of `dotnet exec`, for tests. */
  command?: (fn: LambdaFunction) => string[];
}

const colours = [
  'cyan', 'magenta', 'yellow', 'green', 'blue',
  'cyanBright', 'magentaBright', 'yellowBright', 'greenBright', 'blueBright',
] as const;

/** A failure that the function could not log itself. */
const failureOfLambda = /^\{"errorType":"(?:Sandbox|Runtime)\..*"errorMessage":"(.*)"\}$/;

const runAssembly = ({ folder, handler }: LambdaFunction) => ['dotnet', 'exec', `${folder}/${handler}.dll`];

/** The Lambda functions of the stack, each with its processes. */
export class Functions implements Invoker {
  readonly #pools = new Map<string, { pool: Pool; log(line: string): void }>();

  constructor({ functions, awsEndpoint, maxWorkers, print, command = runAssembly }: FunctionsOptions) {
    const width = Math.max(0, ...functions.map(({ label }) => label.length));
    functions.forEach((fn, index) => {
      const prefix = styleText(colours[index % colours.length]!, fn.label.padEnd(width));
      const log = (line: string) => print(`${prefix}  ${readable(line)}`);
      this.#pools.set(fn.name, { log, pool: new Pool({ fn, awsEndpoint, maxWorkers, command, log }) });
    });
  }

  async invoke(functionName: string, payload: string): Promise<InvocationResult> {
    const { pool, log } = this.#find(functionName);
    const result = await pool.invoke(payload);
    const [, message] = failureOfLambda.exec(result.payload) ?? [];
    if (result.functionError && message) log(`ERROR ${message}`);
    return result;
  }

  /** The ids of all processes that run now. */
  get pids(): number[] {
    return [...this.#pools.values()].flatMap(({ pool }) => pool.pids);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#pools.values()].map(({ pool }) => pool.stop()));
  }

  #find(functionName: string): { pool: Pool; log(line: string): void } {
    const name = functionName.replace(/^arn:[^:]+:lambda:[^:]+:\d{12}:function:/, '');
    const found = this.#pools.get(name);
    if (!found) throw new AwsError('ResourceNotFoundException', `Function not found: ${functionArn(name)}`, 404);
    return found;
  }
}
