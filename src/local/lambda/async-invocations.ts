import { setTimeout } from 'node:timers/promises';
import type { Invoker } from '../stack/types.ts';

/** AWS waits 1 and 2 minutes before it invokes a function that failed once more, and gives up after that. */
const retryDelaysMs = [1_000, 2_000];

/**
 * Asynchronous invocations: an event is accepted, and the function is invoked afterwards, up to three times.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export class AsyncInvocations {
  readonly #lambda: Invoker;
  readonly #print: (line: string) => void;
  readonly #delaysMs: number[];
  readonly #stopped = new AbortController();

  constructor(lambda: Invoker, print: (line: string) => void, delaysMs = retryDelaysMs) {
    this.#lambda = lambda;
    this.#print = print;
    this.#delaysMs = delaysMs;
  }

  accept(functionName: string, payload: string): void {
    this.#run(functionName, payload).catch((error: unknown) => {
      if (!this.#stopped.signal.aborted)
        this.#print(`ERROR The event was discarded, as ${functionName} failed ${this.#delaysMs.length + 1} times: ` +
          String(error));
    });
  }

  stop(): void {
    this.#stopped.abort();
  }

  async #run(functionName: string, payload: string): Promise<void> {
    const { signal } = this.#stopped;
    for (const delayMs of [...this.#delaysMs, undefined]) {
      signal.throwIfAborted();
      try {
        const { functionError, payload: answer } = await this.#lambda.invoke(functionName, payload);
        if (!functionError) return;
        throw new Error(answer);
      } catch (error) {
        if (delayMs === undefined) throw error;
      }
      await setTimeout(delayMs, undefined, { signal });
    }
  }
}
