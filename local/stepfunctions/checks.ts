import { isObject } from '../json.ts';
import type { Fields, StateDefinition } from './adapt.ts';
import { comparisonOperators } from './choices.ts';
import { findIntegration } from './integrations.ts';
import { jsonTextPath } from './json-to-string.ts';

const commonFields = ['Type', 'Comment', 'QueryLanguage', 'InputPath', 'OutputPath'];
const transitionFields = ['Next', 'End'];
const resultFields = ['ResultSelector', 'ResultPath', 'Retry', 'Catch'];

/**
 * The fields that each type of state may have here. Any other stops the start, as it would change what the state does.
 */
const fieldsOfType: Record<string, string[]> = {
  Task: [...transitionFields, ...resultFields, 'Resource', 'Parameters', 'TimeoutSeconds', 'TimeoutSecondsPath'],
  Parallel: [...transitionFields, ...resultFields, 'Branches', 'Parameters'],
  Map: [...transitionFields, ...resultFields, 'ItemProcessor', 'ItemsPath', 'ItemSelector', 'MaxConcurrency'],
  Pass: [...transitionFields, 'Result', 'ResultPath', 'Parameters'],
  Wait: [...transitionFields, 'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  Choice: ['Choices', 'Default'],
  Succeed: [],
  Fail: ['Error', 'ErrorPath', 'Cause', 'CausePath'],
};

const machineFields = ['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version', 'ProcessorConfig'];

/** The interpreter gets these right. Base64 loses what is outside Latin-1; JsonToString is in json-to-string.ts. */
const intrinsics = new Set(
  [
    'Array',
    'ArrayContains',
    'ArrayGetItem',
    'ArrayLength',
    'ArrayPartition',
    'ArrayRange',
    'ArrayUnique',
    'Format',
    'Hash',
    'JsonMerge',
    'MathAdd',
    'MathRandom',
    'StringSplit',
    'StringToJson',
    'UUID',
  ].map(name => `States.${name}`),
);

/** Throws, naming the state, for what cannot be run here. What is not valid at all is left to the validator. */
export function check(machine: unknown, where = ''): void {
  if (!isObject(machine)) return;
  const refusal = refuseMachine(machine);
  if (refusal) throw new Error(where + refusal);
  for (const [name, state] of Object.entries(isObject(machine.States) ? machine['States'] : {})) {
    if (!isObject(state)) throw new Error(`state "${name}": it is not an object`);
    const reason = refuseState(state as StateDefinition);
    if (reason) throw new Error(`state "${name}": ${reason}`);
    const { Branches, ItemProcessor } = state;
    for (const inner of [Branches, ItemProcessor].flat()) check(inner, `state "${name}": `);
  }
}

function refuseMachine(machine: Fields): string | undefined {
  const unknown = Object.keys(machine).find(field => !machineFields.includes(field));
  if (unknown) return unavailable(unknown);
  const { Mode = 'INLINE' } = (machine.ProcessorConfig ?? {}) as Fields;
  if (Mode !== 'INLINE') return `the Map mode ${String(Mode)} is not available locally`;
  return refuseLanguage(machine);
}

function refuseState(state: StateDefinition): string | undefined {
  const fields = fieldsOfType[state.Type];
  if (!fields) return `the type ${JSON.stringify(state.Type)} is unknown`;
  const unknown = Object.keys(state).find(field => !commonFields.includes(field) && !fields.includes(field));
  return (
    refuseLanguage(state)
    ?? (unknown && unavailable(unknown))
    ?? refuseIntrinsics(state)
    ?? (state.Type === 'Task' ? refuseTask(state) : undefined)
    ?? (state.Type === 'Choice' ? refuseRules(state.Choices) : undefined)
  );
}

const unavailable = (field: string) => `the field "${field}" is not available locally`;

function refuseLanguage({ QueryLanguage = 'JSONPath' }: Fields): string | undefined {
  return QueryLanguage === 'JSONPath'
    ? undefined
    : `the query language ${String(QueryLanguage)} is not available locally, only JSONPath`;
}

function refuseTask(state: StateDefinition): string | undefined {
  const resource = String(state.Resource);
  const integration = findIntegration(resource);
  if (!integration) return `the resource ${resource} is not available locally`;
  const parameters = state.Parameters as Fields | undefined;
  if (
    integration.waitsForToken
    && !expressions(parameters).some(text => outsideQuotes(text).includes('$$.Task.Token'))
  ) {
    return 'the parameters must contain $$.Task.Token, as the task waits for it';
  }
  return integration.refuse(parameters);
}

function refuseRules(rules: unknown): string | undefined {
  for (const rule of Array.isArray(rules) ? (rules as Fields[]) : []) {
    const { Next, Comment, Variable, And, Or, Not, ...comparison } = rule;
    const refusal = refuseRules(And) ?? refuseRules(Or) ?? refuseRules(Not && [Not]);
    if (refusal) return refusal;
    const operators = Object.keys(comparison);
    const unknown = operators.find(operator => !comparisonOperators.has(operator));
    if (unknown) return `the choice rule's "${unknown}" is not available locally`;
    if (operators.length !== (And || Or || Not ? 0 : 1)) return 'a choice rule must have exactly one comparison';
  }
  return undefined;
}

/**
 * Looks at the intrinsic functions in the state's own payload templates and paths, not in those of states within it.
 */
function refuseIntrinsics({ Branches, ItemProcessor, Comment, Result, ...state }: Fields): string | undefined {
  for (const expression of expressions(state)) {
    if (jsonTextPath(expression)) continue;
    const names: string[] = outsideQuotes(expression).match(/States\.\w+/g) ?? [];
    if (names.includes('States.JsonToString'))
      return 'the intrinsic function States.JsonToString is available locally for a path alone, not within another';
    const unknown = names.find(name => !intrinsics.has(name));
    if (unknown) return `the intrinsic function ${unknown} is not available locally`;
  }
  return undefined;
}

const outsideQuotes = (expression: string) => expression.replace(/'(?:\\.|[^'\\])*'/g, "''");

/** Every string of the state that AWS would evaluate. */
function expressions(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return /(\.\$|Path|^Variable)$/.test(key) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => expressions(inner, name));
}
