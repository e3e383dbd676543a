import validate from 'asl-validator';
import { fromJson, isObject } from '../json.ts';
import { check, type Fields } from './checks.ts';
import type { Rule } from './choices.ts';
import type { Integration } from './integration.ts';
import { findIntegration } from './integrations.ts';
import type { TestCases } from './mocks.ts';

interface Matcher {
  ErrorEquals: string[];
}

export interface Retrier extends Matcher {
  IntervalSeconds?: number;
  BackoffRate?: number;
  MaxAttempts?: number;
  MaxDelaySeconds?: number;
  JitterStrategy?: 'FULL' | 'NONE';
}

export interface StateDefinition extends Fields {
  Type: string;
  Next?: string;
  Retry?: Retrier[];
  Catch?: (Matcher & { Next: string; ResultPath?: string | null })[];
  Choices?: (Rule & { Next: string })[];
  Default?: string;
}

/** A state, ready to run. */
export interface State {
  name: string;
  definition: StateDefinition;
  /** Set for a Task. */
  integration: Integration | undefined;
  /** A Parallel's branches, or a Map's item processor. */
  branches: States[];
}

/** The states of a state machine, a branch, or an item processor. */
export interface States {
  startAt: State;
  byName: Map<string, State>;
}

export interface Program extends States {
  timeoutSeconds: number | undefined;
}

/** Throws, naming the state, for a definition that is invalid, or needs what neither the runner nor a mock has. */
export function compile(text: string, testCases: TestCases = new Map()): Program {
  const definition = parse(text);
  const cases = [...testCases.values()];
  check(definition, name => cases.length > 0 && cases.every(each => each.has(name)));
  // A copy, because the validator changes its argument.
  const { isValid, errorsText } = validate(JSON.parse(text) as object, { checkPaths: false, checkArn: true });
  if (!isValid) throw new Error(errorsText('; '));
  const states = compileStates(definition);
  for (const [name, answers] of testCases)
    for (const state of answers.keys())
      if (!tasksOf(states).includes(state))
        throw new Error(`the test case "${name}" answers "${state}", which is no task`);
  return { ...states, timeoutSeconds: definition.TimeoutSeconds as number | undefined };
}

/** The names of all tasks, also of those in branches and items. */
const tasksOf = ({ byName }: States): string[] =>
  [...byName.values()].flatMap(({ name, integration, branches }) => [
    ...(integration ? [name] : []),
    ...branches.flatMap(tasksOf),
  ]);

function parse(text: string): Fields {
  const definition = fromJson(text, error => {
    throw new Error(`the definition is not JSON: ${error}`);
  });
  if (!isObject(definition)) throw new Error('the definition is not an object');
  return definition;
}

function compileStates(definition: Fields): States {
  const states = Object.entries(definition.States as Record<string, StateDefinition>);
  const byName = new Map(states.map(([name, state]) => [name, compileState(name, state)]));
  return { startAt: byName.get(definition.StartAt as string)!, byName };
}

function compileState(name: string, definition: StateDefinition): State {
  const { Resource, ItemProcessor, Branches = ItemProcessor ? [ItemProcessor] : [] } = definition;
  return {
    name,
    definition,
    integration: Resource === undefined ? undefined : findIntegration(String(Resource)),
    branches: (Branches as Fields[]).map(compileStates),
  };
}
