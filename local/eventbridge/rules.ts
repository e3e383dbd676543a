import type { Queue } from '../sqs/queue.ts';
import type { Queues } from '../sqs/queues.ts';
import { arn, functionArn } from '../stack/arn.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';
import type { Event } from './event.ts';
import { compileInput } from './input.ts';
import { compilePattern } from './pattern.ts';
import { rateOf } from './schedule.ts';

/** The services that rules deliver to. They throw an AwsError for input that they refuse. */
interface Destinations {
  startExecution(stateMachineArn: string, name: string, input: string): Promise<unknown>;
  invokeAsynchronously(functionName: string, input: string): void;
}

export interface Target {
  arn: string;
  /** The text to deliver for an event. It is JSON, unless the template's transformer is wrong. */
  input(event: Event): string;
  deliver(input: string, event: Event): Promise<void>;
  maxRetries: number;
  maxAgeSeconds: number;
  deadLetters: Queue | undefined;
}

export interface Rule {
  name: string;
  arn: string;
  matches(event: Event): boolean;
  /** The interval of a scheduled rule, in milliseconds. */
  everyMs?: number | undefined;
  targets: Target[];
}

/** AWS's defaults, for a target without a retry policy. */
const defaultRetries = 185;
const defaultAgeSeconds = 86_400;

/**
 * The stack's enabled rules. Throws a Problem that names what the runner does not support in a rule or target.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html
 */
export function rulesOf(stack: ResolvedStack, destinations: Destinations, queues: Queues): Rule[] {
  const refs = (type: string) => resourcesOf(stack, type).map(({ ref }) => ref);

  const deliveryTo = (section: Section): Target['deliver'] => {
    const target = section.text('Arn');
    if (refs('AWS::StepFunctions::StateMachine').includes(target)) {
      if (!section.has('RoleArn')) section.stop('RoleArn', 'is missing, which a state machine as target needs');
      return async (input, event) => {
        await destinations.startExecution(target, `${event.id}_${crypto.randomUUID()}`, input);
      };
    }
    if (refs('AWS::Lambda::Function').map(functionArn).includes(target))
      return async input => destinations.invokeAsynchronously(target, input);
    return section.stop('Arn', `is ${target}; the runner delivers to the stack's state machines and functions only`);
  };

  const readTarget = (section: Section, rule: { name: string; arn: string }): Target => {
    section.only('Arn DeadLetterConfig Input InputPath InputTransformer RetryPolicy RoleArn', 'Id');
    const policy = section.section('RetryPolicy')?.only(['MaximumEventAgeInSeconds', 'MaximumRetryAttempts']);
    const queueArn = section.section('DeadLetterConfig')?.only(['Arn']).text('Arn');
    const deadLetters = queueArn === undefined ? undefined : queues.byArn(queueArn);
    if (queueArn !== undefined && !deadLetters) section.stop('DeadLetterConfig', `names no queue here: ${queueArn}`);
    return {
      arn: section.text('Arn'),
      input: compileInput(section, rule),
      deliver: deliveryTo(section),
      maxRetries: policy?.integer('MaximumRetryAttempts') ?? defaultRetries,
      maxAgeSeconds: policy?.integer('MaximumEventAgeInSeconds') ?? defaultAgeSeconds,
      deadLetters,
    };
  };

  return resourcesOf(stack, 'AWS::Events::Rule').flatMap(resource => {
    const section = new Section(resource).only(
      'EventBusName EventPattern Name ScheduleExpression State Targets',
      'Description Tags',
    );
    const bus = section.optionalText('EventBusName') ?? 'default';
    if (bus !== 'default') section.stop('EventBusName', `is ${bus}; the runner supports only the default event bus`);
    // A scheduled rule needs no pattern.
    const onlyTimed = section.has('ScheduleExpression') && !section.has('EventPattern');
    const path = `${resource.logicalId} (${resource.type}): EventPattern`;
    const names = { name: resource.ref, arn: arn('events', `rule/${resource.ref}`) };
    const rule: Rule = {
      ...names,
      matches: onlyTimed ? () => false : compilePattern(section.raw('EventPattern'), path),
      everyMs: rateOf(section),
      targets: section.sections('Targets').map(target => readTarget(target, names)),
    };
    const state = section.optionalText('State') ?? 'ENABLED';
    if (state !== 'ENABLED' && state !== 'DISABLED')
      section.stop('State', `is ${state}, which the runner does not support`);
    return state === 'ENABLED' ? [rule] : [];
  });
}
