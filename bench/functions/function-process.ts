import type { ChildProcess } from 'node:child_process';
import { kill, start } from '../../local/processes.ts';
import { peakMemory, processorTime } from '../process.ts';
import { RuntimeApi } from './runtime-api.ts';
import type { Subject } from './subjects.ts';

/** A running function with its Runtime API. */
export class FunctionProcess {
  readonly #api: RuntimeApi;
  readonly #child: ChildProcess;
  readonly #log: string[] = [];

  private constructor(api: RuntimeApi, child: ChildProcess) {
    this.#api = api;
    this.#child = child;
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk: Buffer) => this.#log.push(chunk.toString()));
    child.once('exit', code => api.fail(`The function ended with ${code}:\n${this.#log.join('')}`));
    child.once('error', error => api.fail(error.message));
  }

  /**
   * Starts a process with an invocation waiting. Resolves with the process, and the milliseconds from its start to its
   * answer.
   */
  static async start(
    subject: Subject,
    awsEndpoint: string,
    more: Record<string, string> = {},
  ): Promise<[FunctionProcess, number]> {
    const api = await RuntimeApi.start();
    const answered = api.invoke();
    const child = start(subject.command, subject.args, {
      cwd: subject.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...lambdaEnvironment(subject, api.address, awsEndpoint), ...more },
    });
    const running = new FunctionProcess(api, child);
    return [running, await answered];
  }

  /** Invokes the function. Resolves with the milliseconds from the event's delivery to the answer. */
  invoke(): Promise<number> {
    return this.#api.invoke();
  }

  /** The peak memory so far, in bytes; undefined if the system does not tell. */
  peakMemory(): number | undefined {
    return peakMemory(this.#child.pid!);
  }

  /** The processor time so far, in milliseconds (in steps of 10); undefined if the system does not tell. */
  processorTime(): number | undefined {
    return processorTime(this.#child.pid!);
  }

  async stop(): Promise<void> {
    this.#child.removeAllListeners('exit');
    await kill(this.#child);
    this.#api.stop();
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html, with dummy credentials. */
function lambdaEnvironment(subject: Subject, runtimeApi: string, awsEndpoint: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    ...(process.env.DOTNET_ROOT !== undefined && { DOTNET_ROOT: process.env.DOTNET_ROOT }),
    // As in Lambda, there are no profile files.
    HOME: subject.folder,
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    TABLE_NAME: 'ApprovalWorkflow-Table',
    REVIEWER_GROUP: 'reviewers',
    AWS_ENDPOINT_URL: awsEndpoint,
    AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    AWS_SESSION_TOKEN: 'IQoJb3JpZ2luX2VjEXAMPLE'.repeat(30),
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
    AWS_LAMBDA_FUNCTION_NAME: 'DecideRequest',
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_FORMAT: 'JSON',
    AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/DecideRequest',
    AWS_LAMBDA_LOG_STREAM_NAME: '2026/11/20/[$LATEST]9f0b6c8e1d2a4b3c8d4e5f60718293a4',
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    LAMBDA_TASK_ROOT: subject.folder,
    ...subject.environment,
  };
}
