import type { Queue } from '../sqs/queue.ts';
import type { Queues } from '../sqs/queues.ts';
import { nameOfFunction } from '../stack/arn.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';

export interface EventConfig {
  maxRetries: number;
  maxAgeSeconds: number;
  /** Receives the events for which all tries failed. */
  deadLetters: Queue | undefined;
}

export const defaultEventConfig: EventConfig = { maxRetries: 2, maxAgeSeconds: 21_600, deadLetters: undefined };

/**
 * Reads the functions' DeadLetterConfig and the AWS::Lambda::EventInvokeConfig resources. The keys are function names.
 * Throws a Problem for what the runner does not support.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html
 */
export function eventConfigsOf(stack: ResolvedStack, queues: Queues): Map<string, EventConfig> {
  const configs = new Map<string, EventConfig>();
  const extend = (name: string, more: Partial<EventConfig>) =>
    configs.set(name, { ...defaultEventConfig, ...configs.get(name), ...more });

  for (const resource of resourcesOf(stack, 'AWS::Lambda::Function')) {
    const section = new Section(resource);
    const arn = section.section('DeadLetterConfig')?.only(['TargetArn']).optionalText('TargetArn');
    if (arn === undefined) continue;
    const deadLetters = queues.byArn(arn) ?? section.stop('DeadLetterConfig', `names no queue here: ${arn}`);
    extend(resource.ref, { deadLetters });
  }
  for (const resource of resourcesOf(stack, 'AWS::Lambda::EventInvokeConfig')) {
    const section = new Section(resource);
    section.only('FunctionName MaximumEventAgeInSeconds MaximumRetryAttempts Qualifier');
    const qualifier = section.text('Qualifier');
    if (qualifier !== '$LATEST') section.stop('Qualifier', `is ${qualifier}; the runner supports only $LATEST`);
    extend(nameOfFunction(section.text('FunctionName')), {
      maxRetries: section.integer('MaximumRetryAttempts') ?? defaultEventConfig.maxRetries,
      maxAgeSeconds: section.integer('MaximumEventAgeInSeconds') ?? defaultEventConfig.maxAgeSeconds,
    });
  }
  return configs;
}
