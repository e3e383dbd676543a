import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { kill, start } from '../processes.ts';
import type { InvocationResult } from '../stack/types.ts';
import { environmentOf } from './environment.ts';
import type { LambdaFunction } from './function.ts';
import { RuntimeApi } from './runtime-api.ts';

export interface WorkerOptions {
  fn: LambdaFunction;
  awsEndpoint: string;
  /** The program that runs a function, and its arguments. */
  command(fn: LambdaFunction): string[];
  /** After how many milliseconds the process of the next invocation is killed; undefined if it is not. */
  killAfterMs(): number | undefined;
  log(line: string): void;
  /** The process waits for an invocation. */
  idle(): void;
  /** The process has ended. `initError` is set if it never asked for an invocation. */
  ended(initError: InvocationResult | undefined): void;
}

interface Current {
  requestId: string;
  timer: NodeJS.Timeout;
  settle(result: InvocationResult): void;
}

/** Time until the first invocation is asked for. Lambda allows 10 s, but this machine may be slower. */
const initLimitMs = 30_000;

/** One process of a function. It handles one invocation at a time until it fails or is killed. */
export class Worker {
  readonly #options: WorkerOptions;
  readonly #api: RuntimeApi;
  #process: ChildProcess | undefined;
  #initTimer: NodeJS.Timeout | undefined;
  #current: Current | undefined;
  #initialized = false;
  #initError: InvocationResult | undefined;
  #stopped = false;
  #ended = false;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#api = new RuntimeApi({
      idle: () => {
        this.#initialized = true;
        this.#options.idle();
      },
      isCurrent: requestId => this.#current?.requestId === requestId,
      answered: payload => this.#settle({ payload }),
      failed: payload => this.#settle({ payload, functionError: 'Unhandled' }),
      initFailed: payload => {
        this.#initError = { payload, functionError: 'Unhandled' };
      },
    });
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Whether it has an invocation. If not, it is starting, waiting, or about to ask for the next one. */
  get busy(): boolean {
    return this.#current !== undefined;
  }

  /** Starts the process. Never rejects: an error ends the worker. */
  async start(): Promise<void> {
    try {
      const runtimeApi = await this.#api.listen();
      if (this.#stopped) this.#end('was stopped');
      else this.#spawn(runtimeApi);
    } catch (error) {
      this.#end(`could not start: ${(error as Error).message}`);
    }
  }

  #spawn(runtimeApi: string): void {
    const { fn, awsEndpoint, command, log } = this.#options;
    const [program, ...args] = command(fn);
    const child = start(program!, args, {
      cwd: fn.folder,
      env: environmentOf(fn, { runtimeApi, awsEndpoint }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    for (const input of [child.stdout!, child.stderr!]) createInterface({ input, crlfDelay: Infinity }).on('line', log);
    this.#initTimer = setTimeout(() => {
      if (!this.#initialized) void kill(child);
    }, initLimitMs);
    child.once('error', error => this.#end(`could not start: ${error.message}`));
    child.once('exit', (code, signal) => {
      this.#end(
        signal
          ? `exited with error: signal: ${signalNames[signal] ?? signal}`
          : code
            ? `exited with error: exit status ${code}`
            : 'exited without providing a reason',
      );
    });
  }

  /** Handles one invocation; the process must be waiting for it. Never rejects. */
  invoke(payload: string, requestId: string): Promise<InvocationResult> {
    const { fn } = this.#options;
    return new Promise(resolve => {
      const timer = setTimeout(() => {
        const after = fn.timeoutSeconds.toFixed(2);
        this.#settle(failure(requestId, 'Sandbox.Timedout', `Task timed out after ${after} seconds`));
        void this.stop();
      }, fn.timeoutSeconds * 1000);
      this.#current = { requestId, timer, settle: resolve };
      const life = this.#options.killAfterMs();
      if (life !== undefined) setTimeout(() => void this.stop(), life).unref();
      this.#api.send({
        requestId,
        payload,
        deadline: new Date(Date.now() + fn.timeoutSeconds * 1000),
        traceId: traceId(),
        functionArn: fn.arn,
      });
    });
  }

  /** Kills the process. Its current invocation fails. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#process) await kill(this.#process);
  }

  #settle(result: InvocationResult): void {
    if (!this.#current) return;
    clearTimeout(this.#current.timer);
    const { settle } = this.#current;
    this.#current = undefined;
    settle(result);
  }

  #end(how: string): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#initTimer);
    this.#api.close();
    const requestId = this.#current?.requestId ?? randomUUID();
    const exit = failure(requestId, 'Runtime.ExitError', `Runtime ${how}`);
    this.#settle(exit);
    this.#options.ended(this.#initialized ? undefined : (this.#initError ?? exit));
  }
}

function traceId(): string {
  const random = (randomUUID() + randomUUID()).replaceAll('-', '');
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${random.slice(0, 24)};Parent=${random.slice(32, 48)};Sampled=0`;
}

const signalNames: Partial<Record<NodeJS.Signals, string>> = {
  SIGABRT: 'aborted',
  SIGKILL: 'killed',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
};

/** A failure that Lambda itself reports, in Lambda's words. */
export function failure(requestId: string, errorType: string, what: string): InvocationResult {
  return {
    payload: JSON.stringify({ errorType, errorMessage: `RequestId: ${requestId} Error: ${what}` }),
    functionError: 'Unhandled',
  };
}
