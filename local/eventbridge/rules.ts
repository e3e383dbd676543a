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
  return resourcesOf(stack, 'AWS::Events::Rule')
    .map(resource => readRule(resource, { stack, destinations, queues }))
    .filter(rule => rule !== undefined);
}

interface Context {
  stack: ResolvedStack;
  destinations: Destinations;
  queues: Queues;
}

function readRule(resource: ResolvedResource, context: Context): Rule | undefined {
  const section = new Section(resource).only(
    'EventBusName EventPattern Name ScheduleExpression State Targets',
    'Description Tags',
  );
  const bus = section.optionalText('EventBusName') ?? 'default';
  if (bus !== 'default') section.stop('EventBusName', `is ${bus}; the runner supports only the default event bus`);
  const names = { name: resource.ref, arn: arn('events', `rule/${resource.ref}`) };
  const rule = {
    ...names,
    matches: matcherOf(section, resource),
    everyMs: rateOf(section),
    targets: section.sections('Targets').map(target => readTarget(target, names, context)),
  };
  const state = section.optionalText('State') ?? 'ENABLED';
  if (state !== 'ENABLED' && state !== 'DISABLED')
    section.stop('State', `is ${state}, which the runner does not support`);
  return state === 'ENABLED' ? rule : undefined;
}

/** A scheduled rule needs no pattern. */
function matcherOf(section: Section, { logicalId, type }: ResolvedResource): Rule['matches'] {
  if (section.has('ScheduleExpression') && !section.has('EventPattern')) return () => false;
  return compilePattern(section.raw('EventPattern'), `${logicalId} (${type}): EventPattern`) as Rule['matches'];
}

function readTarget(section: Section, names: { name: string; arn: string }, context: Context): Target {
  section.only('Arn DeadLetterConfig Input InputPath InputTransformer RetryPolicy RoleArn', 'Id');
  const policy = section.section('RetryPolicy')?.only(['MaximumEventAgeInSeconds', 'MaximumRetryAttempts']);
  const queueArn = section.section('DeadLetterConfig')?.only(['Arn']).text('Arn');
  const deadLetters = queueArn === undefined ? undefined : context.queues.byArn(queueArn);
  if (queueArn !== undefined && !deadLetters) section.stop('DeadLetterConfig', `names no queue here: ${queueArn}`);
  return {
    arn: section.text('Arn'),
    input: compileInput(section, names),
    deliver: deliveryTo(section, context),
    maxRetries: policy?.integer('MaximumRetryAttempts') ?? defaultRetries,
    maxAgeSeconds: policy?.integer('MaximumEventAgeInSeconds') ?? defaultAgeSeconds,
    deadLetters,
  };
}

function deliveryTo(section: Section, { stack, destinations }: Context): Target['deliver'] {
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
