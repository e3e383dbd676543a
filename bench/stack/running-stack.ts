import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { AppEndpoints } from '../../local.config.ts';
import { kill, start } from '../../local/processes.ts';
import { AwsClient } from './aws-client.ts';
import { MailReader } from './mail-reader.ts';

const root = join(import.meta.dirname, '../..');
/** Enough approvers that none gets more mails in a second than the stack sends to one address. */
export const approvers = Array.from({ length: 50 }, (_, index) => `approver-${index}@example.com`);
const startLimit = 300_000;
const stopLimit = 10_000;
const running = new Set<ChildProcess>();
/** Folders with a stack that this process has synthesized. */
const synthesized = new Set<string>();

/** Ends every runner. Each ends its own children. */
export const stopRunners = () => Promise.all([...running].map(end));

async function end(runner: ChildProcess): Promise<void> {
  if (runner.exitCode === null) {
    runner.kill('SIGTERM');
    await Promise.race([once(runner, 'exit'), setTimeout(stopLimit, undefined, { ref: false })]);
  }
  await kill(runner);
  running.delete(runner);
}

interface Synthesized {
  /** Who gets the mails. */
  mailed?: string[];
  /** The folder below the results. */
  output?: string;
  /** Another folder, with what is synthesized already. */
  app?: string | undefined;
}

/** The local runner in a child process, with free ports and its output in a file. */
export class RunningStack implements AsyncDisposable {
  readonly endpoints: AppEndpoints;
  readonly aws: AwsClient;
  readonly mails: MailReader;
  readonly #child: ChildProcess;
  readonly #log: string;

  private constructor(endpoints: AppEndpoints, child: ChildProcess, log: string) {
    this.endpoints = endpoints;
    this.#child = child;
    this.#log = log;
    this.aws = new AwsClient(endpoints.aws);
    this.mails = new MailReader(endpoints.mailbox);
  }

  /** Starts the stack. The first start also builds and synthesizes it. `more` are options of the runner. */
  static async start(
    results: string,
    more: string[] = [],
    { mailed = approvers, output: folder = 'cdk.out', app }: Synthesized = {},
  ): Promise<RunningStack> {
    const file = join(results, 'endpoints.json');
    const log = join(results, 'runner.log');
    const output = app ?? join(results, folder);
    rmSync(file, { force: true });
    const descriptor = openSync(log, 'w');
    const { BENCH_CPU_PROFILE: profiles } = process.env;
    const profiled = profiles ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [];
    const assembly =
      app !== undefined || synthesized.has(output)
        ? ['--app', output]
        : ['--output', output, '-c', `approvers=${mailed.join(',')}`];
    const options = ['--port', '0', '--endpoints', file, ...assembly, ...more];
    const child = start(process.execPath, [...profiled, join(root, 'local/main.ts'), ...options], {
      cwd: root,
      stdio: ['ignore', descriptor, descriptor],
    });
    closeSync(descriptor);
    running.add(child);
    const deadline = performance.now() + startLimit;
    while (!existsSync(file)) {
      if (child.exitCode !== null || performance.now() > deadline)
        throw new Error(`The local runner did not start:\n${readFileSync(log, 'utf8')}`);
      await setTimeout(100);
    }
    synthesized.add(output);
    return new RunningStack(JSON.parse(readFileSync(file, 'utf8')) as AppEndpoints, child, log);
  }

  get processId(): number {
    return this.#child.pid!;
  }

  /** The lines that the runner has printed so far. */
  get printed(): string[] {
    return readFileSync(this.#log, 'utf8').split('\n');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.mails.stop();
    this.aws.close();
    await end(this.#child);
  }
}
