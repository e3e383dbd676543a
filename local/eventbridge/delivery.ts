import { setTimeout } from 'node:timers/promises';
import { AwsError } from '../endpoint/error.ts';
import { fromJson } from '../json.ts';
import type { Event } from './event.ts';
import type { Rule, Target } from './rules.ts';

/** How a delivery failed, named as in a dead-letter queue's message attributes. */
interface Failure {
  code: string;
  message: string;
  /** The limit of the retry policy that ended the retries. */
  exhausted?: 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';
  retries: number;
}

/** The first delay; it doubles with each retry, up to the longest. */
const retryDelayMs = 1_000;
const longestDelayMs = 60_000;

/**
 * Delivers an event to a target, with the retries of its retry policy. Returns the failure if they all failed.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
 */
export async function deliver(
  target: Target,
  event: Event,
  signal: AbortSignal,
  firstDelayMs = retryDelayMs,
): Promise<Failure | undefined> {
  const input = target.input(event);
  if (!isJson(input)) return { code: 'INVALID_JSON', message: `The target's input is not JSON: ${input}`, retries: 0 };
  const end = Date.now() + target.maxAgeSeconds * 1000;
  for (let retries = 0; ; retries++) {
    try {
      await target.deliver(input, event);
      return undefined;
    } catch (error) {
      const failure = failureOf(error, retries);
      if (!isRetryable(error)) return failure;
      if (retries >= target.maxRetries) return { ...failure, exhausted: 'MaximumRetryAttempts' };
      const delayMs = Math.min(firstDelayMs * 2 ** retries, longestDelayMs);
      if (Date.now() + delayMs > end) return { ...failure, exhausted: 'MaximumEventAgeInSeconds' };
      await setTimeout(delayMs, undefined, { signal });
    }
  }
}

/** Sends an event that could not be delivered to the target's dead-letter queue, if it has one. */
export function deadLetter(
  event: Event,
  rule: Rule,
  target: Target,
  { code, message, exhausted, retries }: Failure,
): void {
  const attributes = {
    RULE_ARN: rule.arn,
    TARGET_ARN: target.arn,
    ERROR_CODE: code,
    ERROR_MESSAGE: message || code,
    RETRY_ATTEMPTS: String(retries),
    ...(exhausted && { EXHAUSTED_RETRY_CONDITION: exhausted }),
  };
  // JSON allows these two characters, SQS messages do not.
  const body = JSON.stringify(event).replace(/[\ufffe\uffff]/g, each => `\\u${each.charCodeAt(0).toString(16)}`);
  target.deadLetters?.send(
    body,
    Object.fromEntries(
      Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
    ),
  );
}

/** A retry does not help against the caller's own error. */
const isRetryable = (error: unknown) => !(error instanceof AwsError) || error.status >= 500;

function failureOf(error: unknown, retries: number): Failure {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  return { code: codes[name] ?? 'ERROR_FROM_TARGET', message, retries };
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
const codes: Record<string, string> = {
  InvalidExecutionInput: 'INVALID_PARAMETER',
  ResourceNotFoundException: 'NO_RESOURCE',
  StateMachineDoesNotExist: 'NO_RESOURCE',
  ValidationException: 'INVALID_PARAMETER',
};

const isJson = (text: string): boolean => fromJson(text, () => undefined) !== undefined;
