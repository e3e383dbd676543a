import validate from 'asl-validator';
import { fromJson, isObject } from '../json.ts';
import { check, type Fields } from './checks.ts';
import type { Rule } from './choices.ts';
import type { Integration } from './integration.ts';
import { findIntegration } from './integrations.ts';

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

/** Throws, naming the state, for a definition that is invalid or unsupported. */
export function compile(text: string): Program {
  const definition = parse(text);
  check(definition);
  // A copy, because the validator changes its argument.
  const { isValid, errorsText } = validate(JSON.parse(text) as object, { checkPaths: false, checkArn: true });
  if (!isValid) throw new Error(errorsText('; '));
  return { ...compileStates(definition), timeoutSeconds: definition.TimeoutSeconds as number | undefined };
}

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
    integration: findIntegration(String(Resource)),
    branches: (Branches as Fields[]).map(compileStates),
  };
}
