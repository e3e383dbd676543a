import { isObject } from '../json.ts';
import { comparisonOf } from './choices.ts';
import type { Fields, StateDefinition } from './definition.ts';
import { parse } from './expressions.ts';
import { findIntegration } from './integrations.ts';

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
    ?? refuseExpressions(state)
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
    && !expressions(parameters, '', true).some(text => outsideQuotes(text).includes('$$.Task.Token'))
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
    const unknown = operators.find(operator => !comparisonOf(operator));
    if (unknown) return `the choice rule's "${unknown}" is not available locally`;
    if (operators.length !== (And || Or || Not ? 0 : 1)) return 'a choice rule must have exactly one comparison';
  }
  return undefined;
}

/** Looks at the state's own payload templates and paths, not at those of states within it. */
function refuseExpressions({ Branches, ItemProcessor, ...state }: Fields): string | undefined {
  for (const expression of expressions(state)) {
    if (/[^\s].*States\.JsonToString/s.test(outsideQuotes(expression)))
      return 'the intrinsic function States.JsonToString is available locally for a path alone, not within another';
    try {
      parse(expression);
    } catch (error) {
      return (error as Error).message;
    }
  }
  return undefined;
}

const outsideQuotes = (expression: string) => expression.replace(/'(?:\\.|[^'\\])*'/g, "''");

const templates = ['Parameters', 'ResultSelector', 'ItemSelector'];

/** Every string that is evaluated: in a template those of members in `.$`, elsewhere paths. A Result is plain data. */
function expressions(value: unknown, key = '', inTemplate = templates.includes(key)): string[] {
  if (typeof value === 'string') return (inTemplate ? /\.\$$/ : /Path$|^Variable$/).test(key) ? [value] : [];
  if (typeof value !== 'object' || value === null || key === 'Result') return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    expressions(inner, name, inTemplate || templates.includes(name)),
  );
}
