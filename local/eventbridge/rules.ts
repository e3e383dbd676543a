import type { Queue } from '../sqs/queue.ts';
import type { Queues } from '../sqs/queues.ts';
import { arn, functionArn } from '../stack/arn.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedResource, ResolvedStack } from '../stack/types.ts';
import type { Event } from './event.ts';
import { compileInput } from './input.ts';
import { compilePattern } from './pattern.ts';
import { rateOf } from './schedule.ts';

/** What rules deliver to. Throws an AwsError when it does not take the input. */
export interface Destinations {
  startExecution(stateMachineArn: string, name: string, input: string): Promise<unknown>;
  invokeAsynchronously(functionName: string, input: string): void;
}

export interface Target {
  arn: string;
  /** What it gets of an event: JSON text, if the template is right. */
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
  /** How often it runs by itself, in milliseconds. */
  everyMs?: number | undefined;
  targets: Target[];
}

/** AWS's own, where a target has no retry policy. */
const defaultRetries = 185;
const defaultAgeSeconds = 86_400;

/**
 * The rules of the stack that are enabled. Throws a Problem that names what the runner does not know of a rule or its
 * target. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html
 */
export function rulesOf(stack: ResolvedStack, destinations: Destinations, queues: Queues): Rule[] {
  return resourcesOf(stack, 'AWS::Events::Rule')
    .map(resource => describe(resource, { stack, destinations, queues }))
    .filter(rule => rule !== undefined);
}

interface Surroundings {
  stack: ResolvedStack;
  destinations: Destinations;
  queues: Queues;
}

function describe(resource: ResolvedResource, surroundings: Surroundings): Rule | undefined {
  const section = new Section(resource).only(
    ['EventBusName', 'EventPattern', 'Name', 'ScheduleExpression', 'State', 'Targets'],
    ['Description', 'Tags'],
  );
  const bus = section.optionalText('EventBusName') ?? 'default';
  if (bus !== 'default') section.stop('EventBusName', `is ${bus}; the runner knows the default event bus only`);
  const names = { name: resource.ref, arn: arn('events', `rule/${resource.ref}`) };
  const rule = {
    ...names,
    matches: matcherOf(section, resource),
    everyMs: rateOf(section),
    targets: section.sections('Targets').map(target => describeTarget(target, names, surroundings)),
  };
  const state = section.optionalText('State') ?? 'ENABLED';
  if (state !== 'ENABLED' && state !== 'DISABLED') section.stop('State', `is ${state}, which the runner does not know`);
  return state === 'ENABLED' ? rule : undefined;
}

/** A rule that runs by a schedule needs no pattern. */
function matcherOf(section: Section, { logicalId, type }: ResolvedResource): Rule['matches'] {
  if (section.has('ScheduleExpression') && !section.has('EventPattern')) return () => false;
  return compilePattern(section.raw('EventPattern'), `${logicalId} (${type}): EventPattern`) as Rule['matches'];
}

function describeTarget(section: Section, names: { name: string; arn: string }, surroundings: Surroundings): Target {
  section.only(['Arn', 'DeadLetterConfig', 'Input', 'InputPath', 'InputTransformer', 'RetryPolicy', 'RoleArn'], ['Id']);
  const policy = section.section('RetryPolicy')?.only(['MaximumEventAgeInSeconds', 'MaximumRetryAttempts']);
  const queueArn = section.section('DeadLetterConfig')?.only(['Arn']).text('Arn');
  const deadLetters = queueArn === undefined ? undefined : surroundings.queues.byArn(queueArn);
  if (queueArn !== undefined && !deadLetters) section.stop('DeadLetterConfig', `names no queue here: ${queueArn}`);
  return {
    arn: section.text('Arn'),
    input: compileInput(section, names),
    deliver: deliveryTo(section, surroundings),
    maxRetries: policy?.integer('MaximumRetryAttempts') ?? defaultRetries,
    maxAgeSeconds: policy?.integer('MaximumEventAgeInSeconds') ?? defaultAgeSeconds,
    deadLetters,
  };
}

function deliveryTo(section: Section, { stack, destinations }: Surroundings): Target['deliver'] {
  const target = section.text('Arn');
  if (resourcesOf(stack, 'AWS::StepFunctions::StateMachine').some(({ ref }) => ref === target)) {
    if (!section.has('RoleArn')) section.stop('RoleArn', 'is missing, which a state machine as target needs');
    return async (input, event) => {
      await destinations.startExecution(target, `${event.id}_${crypto.randomUUID()}`, input);
    };
  }
  if (resourcesOf(stack, 'AWS::Lambda::Function').some(({ ref }) => functionArn(ref) === target))
    return async input => destinations.invokeAsynchronously(target, input);
  return section.stop('Arn', `is ${target}; the runner delivers to the stack's state machines and functions only`);
}
