import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { readBody } from '../http/body.ts';
import { kill, start } from '../processes.ts';
import type { InvocationResult } from '../stack/types.ts';
import { environmentOf } from './environment.ts';
import type { LambdaFunction } from './function.ts';

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

/** The longest answer of a function: Lambda's limit is 6 MB plus 100 bytes. */
const maxPayloadBytes = 6_291_556;

/**
 * One process of a function, which handles one invocation at a time until it fails or is killed. It speaks the Lambda
 * Runtime API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) with an own server, because a request
 * does not say which process sent it.
 */
export class Worker {
  readonly #options: WorkerOptions;
  readonly #server = createServer((request, response) => {
    this.#route(request, response).catch(() => response.destroy());
  });
  #process: ChildProcess | undefined;
  #initTimer: NodeJS.Timeout | undefined;
  /** The process's open request for an invocation. */
  #waiting: ServerResponse | undefined;
  #current: Current | undefined;
  #initialized = false;
  #initError: InvocationResult | undefined;
  #stopped = false;
  #ended = false;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#server.requestTimeout = 0;
    this.#server.keepAliveTimeout = 0;
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
      await once(this.#server.listen(0, '127.0.0.1'), 'listening');
      if (this.#stopped) this.#end('was stopped');
      else this.#spawn((this.#server.address() as AddressInfo).port);
    } catch (error) {
      this.#end(`could not start: ${(error as Error).message}`);
    }
  }

  #spawn(port: number): void {
    const { fn, awsEndpoint, command, log } = this.#options;
    const [program, ...args] = command(fn);
    const child = start(program!, args, {
      cwd: fn.folder,
      env: environmentOf(fn, { runtimeApi: `127.0.0.1:${port}`, awsEndpoint }),
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
      const response = this.#waiting!;
      this.#waiting = undefined;
      response.writeHead(200, {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(payload),
        'Lambda-Runtime-Aws-Request-Id': requestId,
        'Lambda-Runtime-Deadline-Ms': String(Date.now() + fn.timeoutSeconds * 1000),
        'Lambda-Runtime-Invoked-Function-Arn': fn.arn,
        'Lambda-Runtime-Trace-Id': traceId(),
      });
      response.end(payload);
    });
  }

  /** Kills the process. Its current invocation fails. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#process) await kill(this.#process);
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, invocationId, what] =
      /^\/2018-06-01\/runtime\/(?:invocation\/([^/]+)|init)\/(response|error)$/.exec(request.url ?? '') ?? [];
    if (request.method === 'GET' && request.url === '/2018-06-01/runtime/invocation/next') {
      this.#waiting = response;
      this.#initialized = true;
      this.#options.idle();
    } else if (request.method !== 'POST' || what === undefined || (what === 'response' && !invocationId)) {
      refuse(response, 404, 'NotFound', `The Runtime API has no ${request.method} ${request.url}`);
    } else {
      const body = (await readBody(request, maxPayloadBytes))?.toString();
      if (body === undefined)
        return refuse(response, 413, 'Function.ResponseSizeTooLarge', `More than ${maxPayloadBytes} bytes`);
      if (invocationId !== undefined && invocationId !== this.#current?.requestId)
        return refuse(response, 400, 'InvalidRequestID', `There is no invocation ${invocationId} here`);
      // Answer first, because the process may be stopped next.
      response.writeHead(202, accepted.headers).end(accepted.body);
      if (what === 'response') this.#settle({ payload: body });
      else if (invocationId !== undefined) this.#settle({ payload: body, functionError: 'Unhandled' });
      else this.#initError = { payload: body, functionError: 'Unhandled' };
    }
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
    this.#server.close();
    this.#server.closeAllConnections();
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

const accepted = { body: '{"status":"OK"}', headers: { 'Content-Type': 'application/json', 'Content-Length': '15' } };

function refuse(response: ServerResponse, status: number, errorType: string, errorMessage: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' });
  response.end(JSON.stringify({ errorType, errorMessage }));
}
