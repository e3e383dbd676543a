import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { AwsError } from '../endpoint/error.ts';
import { fromJson, isObject } from '../json.ts';
import { nameOfFunction } from '../stack/arn.ts';
import type { AsyncInvoker } from '../stack/types.ts';
import { defaultEventConfig, type EventConfig } from './event-config.ts';

/** AWS waits 1 and 2 minutes before its two retries. */
const retryDelaysMs = [1_000, 2_000];

/** The longest error message that Lambda sends to a dead-letter queue. */
const maxMessageBytes = 1_024;

interface Event {
  name: string;
  payload: string;
  requestId: string;
  config: EventConfig;
  /** When it is given up, in milliseconds since 1970. */
  until: number;
}

interface Failure {
  /** The HTTP status of the last invocation; 200 if the function itself failed. */
  status: number;
  message: string;
  tries: number;
}

interface AsyncInvocationsOptions {
  /** By the function's name. */
  configs?: Map<string, EventConfig>;
  print(line: string): void;
  delaysMs?: number[];
}

/**
 * Asynchronous invocations: an event is accepted first, then the function is invoked, up to three times. Events wait in
 * order while the function's reserved concurrency is in use.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export class AsyncInvocations {
  readonly #lambda: Pick<AsyncInvoker, 'invokeInTurn'>;
  readonly #options: AsyncInvocationsOptions;
  readonly #stopped = new AbortController();

  constructor(lambda: Pick<AsyncInvoker, 'invokeInTurn'>, options: AsyncInvocationsOptions) {
    this.#lambda = lambda;
    this.#options = options;
  }

  accept(functionName: string, payload: string): void {
    const name = nameOfFunction(functionName);
    const config = this.#options.configs?.get(name) ?? defaultEventConfig;
    const event = { name, payload, requestId: randomUUID(), config, until: Date.now() + config.maxAgeSeconds * 1000 };
    this.#run(event)
      .then(failure => {
        if (failure) this.#giveUp(event, failure);
      })
      .catch((error: unknown) => {
        if (!this.#stopped.signal.aborted) this.#options.print(`ERROR An event for ${name} is lost: ${String(error)}`);
      });
  }

  stop(): void {
    this.#stopped.abort();
  }

  /** Returns the failure if all tries failed. Rejects when the runner stops. */
  async #run(event: Event): Promise<Failure | undefined> {
    const { signal } = this.#stopped;
    const { delaysMs = retryDelaysMs } = this.#options;
    for (let tries = 1; ; tries++) {
      const failure = await this.#try(event);
      if (!failure) return undefined;
      signal.throwIfAborted();
      const delayMs = tries <= event.config.maxRetries ? delaysMs[tries - 1] : undefined;
      if (delayMs === undefined || Date.now() + delayMs > event.until) return { ...failure, tries };
      await setTimeout(delayMs, undefined, { signal });
    }
  }

  async #try({ name, payload, requestId, until }: Event): Promise<Omit<Failure, 'tries'> | undefined> {
    try {
      const { functionError, payload: answer } = await this.#lambda.invokeInTurn(name, payload, { requestId, until });
      return functionError ? { status: 200, message: errorMessageOf(answer) } : undefined;
    } catch (error) {
      return { status: error instanceof AwsError ? error.status : 500, message: (error as Error).message };
    }
  }

  #giveUp({ name, payload, requestId, config: { deadLetters } }: Event, { status, message, tries }: Failure): void {
    deadLetters?.send(payload, {
      RequestID: { DataType: 'String', StringValue: requestId },
      ErrorCode: { DataType: 'Number', StringValue: String(status) },
      ErrorMessage: { DataType: 'String', StringValue: shortened(message) || 'Unknown' },
    });
    const where = deadLetters ? `is in the queue ${deadLetters.name}` : 'was discarded';
    this.#options.print(
      `ERROR The event ${where} after ${tries} ${tries === 1 ? 'try' : 'tries'} of ${name}: ${message}`,
    );
  }
}

function errorMessageOf(payload: string): string {
  const error = fromJson(payload, () => undefined);
  return isObject(error) && typeof error.errorMessage === 'string' ? error.errorMessage : payload;
}

/** Cut to the limit, without half a character at the end. */
const shortened = (text: string): string =>
  new TextDecoder().decode(Buffer.from(text).subarray(0, maxMessageBytes)).replace(/\ufffd+$/, '');
