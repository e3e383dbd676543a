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
/** So many that none of them gets more mails than the stack sends to one address in a second. */
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

interface StartOptions {
  /** Who gets the mails. */
  approvers?: string[];
  /** The folder below the results for what is synthesized. */
  output?: string;
  /** A folder with what is synthesized already, such as another commit's. */
  app?: string | undefined;
  /** Further options of the runner. */
  options?: string[];
}

/** The local runner in a child process, with free ports and its output in a file. */
export class RunningStack implements AsyncDisposable {
  readonly endpoints: AppEndpoints;
  readonly aws: AwsClient;
  readonly mails: MailReader;
  /** The file with the runner's output. */
  readonly log: string;
  readonly #child: ChildProcess;

  private constructor(endpoints: AppEndpoints, log: string, child: ChildProcess) {
    this.endpoints = endpoints;
    this.log = log;
    this.#child = child;
    this.aws = new AwsClient(endpoints.aws);
    this.mails = new MailReader(endpoints.mailbox);
  }

  /** Starts the stack. The first start also builds and synthesizes it. */
  static async start(
    results: string,
    { approvers: mailed = approvers, output: folderName = 'cdk.out', app, options: more = [] }: StartOptions = {},
  ): Promise<RunningStack> {
    const file = join(results, 'endpoints.json');
    const log = join(results, 'runner.log');
    const output = app ?? join(results, folderName);
    rmSync(file, { force: true });
    const descriptor = openSync(log, 'w');
    const { BENCH_CPU_PROFILE: folder } = process.env;
    const profiled = folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
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
    return new RunningStack(JSON.parse(readFileSync(file, 'utf8')) as AppEndpoints, log, child);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.mails.stop();
    this.aws.close();
    await end(this.#child);
  }
}
