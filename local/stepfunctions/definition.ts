import validate from 'asl-validator';
import { fromJson, isObject } from '../json.ts';
import type { Fields, StateDefinition } from './adapt.ts';
import { check } from './checks.ts';
import type { Integration } from './integration.ts';
import { findIntegration } from './integrations.ts';
import { StateProgram, TemplateProgram } from './interpreter.ts';

/** A state, ready to run. */
export interface State {
  name: string;
  type: string;
  program: StateProgram;
  definition: StateDefinition;
  /** Of a Task. */
  integration?: Integration;
  /** Of a Task with TimeoutSecondsPath: gives `{"seconds"}`. */
  timeout?: TemplateProgram;
  /** Of a Parallel: each branch. Of a Map: the item processor. */
  branches: States[];
  /** Of a Map with ItemSelector: gives the item's input. */
  selector?: TemplateProgram;
}

/** States that are walked from the first to an end: a state machine, a branch, or an item processor. */
export interface States {
  startAt: State;
  byName: Map<string, State>;
}

export interface Program extends States {
  timeoutSeconds: number | undefined;
}

/** Throws, naming the state, for a definition that is not valid or that needs what is not available here. */
export function compile(text: string): Program {
  const definition = parse(text);
  check(definition);
  // It writes into what it checks.
  const { isValid, errorsText } = validate(parse(text), { checkPaths: true, checkArn: true });
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
  const { Type: type, Resource, TimeoutSecondsPath } = definition;
  const integration = type === 'Task' && findIntegration(String(Resource));
  const selector = type === 'Map' && definition.ItemSelector;
  const branches = type === 'Map' ? [definition.ItemProcessor] : (definition.Branches ?? []);
  return {
    name,
    type,
    definition,
    program: new StateProgram(definition),
    branches: (branches as Fields[]).map(compileStates),
    ...(integration && { integration }),
    ...(TimeoutSecondsPath !== undefined && { timeout: new TemplateProgram({ 'seconds.$': TimeoutSecondsPath }) }),
    ...(selector ? { selector: new TemplateProgram(selector) } : {}),
  };
}
