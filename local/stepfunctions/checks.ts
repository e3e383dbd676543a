import { isObject } from '../json.ts';
import { comparisonOf } from './choices.ts';
import { keysOf, parse } from './expressions.ts';
import { findIntegration } from './integrations.ts';

export type Fields = Record<string, unknown>;

const types = ['Task', 'Parallel', 'Map', 'Pass', 'Wait', 'Choice', 'Succeed', 'Fail'];

/** The supported fields of all types of states. Another field would change what a state does. */
const fields = [
  ...['Type', 'Comment', 'QueryLanguage', 'Next', 'End', 'Retry', 'Catch', 'Resource'],
  ...['InputPath', 'Parameters', 'ResultSelector', 'ResultPath', 'OutputPath', 'Result'],
  ...['TimeoutSeconds', 'TimeoutSecondsPath', 'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  ...['Branches', 'ItemProcessor', 'ItemsPath', 'ItemSelector', 'MaxConcurrency'],
  ...['Choices', 'Default', 'Error', 'ErrorPath', 'Cause', 'CausePath'],
];

/**
 * Throws, naming the state, for anything unsupported. The validator checks whether the definition is valid. A mock
 * answers the states for which `isMocked` holds.
 */
export function check(machine: unknown, isMocked: (state: string) => boolean): void {
  if (!isObject(machine)) return;
  const { Mode = 'INLINE' } = (machine.ProcessorConfig ?? {}) as Fields;
  if (Mode !== 'INLINE') throw unavailable(`Map mode ${String(Mode)}`);
  checkLanguage(machine);
  for (const [name, state] of Object.entries(isObject(machine.States) ? machine.States : {})) {
    try {
      if (!isObject(state)) throw new Error('it is not an object');
      checkState(state, isMocked(name));
      for (const inner of [state.Branches, state.ItemProcessor].flat()) check(inner, isMocked);
    } catch (error) {
      throw new Error(`state "${name}": ${(error as Error).message}`, { cause: error });
    }
  }
}

const unavailable = (what: string) => new Error(`the ${what} is not available locally`);

function checkState(state: Fields, isMocked: boolean): void {
  if (!types.includes(String(state.Type))) throw new Error(`the type ${JSON.stringify(state.Type)} is unknown`);
  checkLanguage(state);
  const unknown = Object.keys(state).find(field => !fields.includes(field));
  if (unknown) throw unavailable(`field "${unknown}"`);
  checkExpressions(state);
  if (state.Type === 'Task' && !isMocked) checkTask(state);
  if (Array.isArray(state.Choices)) state.Choices.forEach(checkRule);
}

function checkLanguage({ QueryLanguage = 'JSONPath' }: Fields): void {
  if (QueryLanguage !== 'JSONPath') throw unavailable(`query language ${String(QueryLanguage)}`);
}

function checkTask({ Resource, Parameters = {} }: Fields): void {
  const integration = findIntegration(String(Resource));
  const refusal = integration.refuse(Parameters as Fields);
  if (refusal) throw new Error(refusal);
  const found = expressions(Parameters, '', true).map(({ expression }) => outsideQuotes(expression));
  if (integration.waitsForToken && !found.some(expression => expression.includes('$$.Task.Token')))
    throw new Error('the parameters must contain $$.Task.Token, as the task waits for it');
}

function checkRule({ Next, Comment, Variable, And = [], Or = [], Not = [], ...comparison }: Fields): void {
  const inner = [And, Or, Not].flat() as Fields[];
  inner.forEach(checkRule);
  const operators = Object.keys(comparison);
  const unknown = operators.find(operator => !comparisonOf(operator));
  if (unknown) throw new Error(`the choice rule's "${unknown}" is not available locally`);
  if (operators.length !== (inner.length > 0 ? 0 : 1))
    throw new Error('a choice rule must have exactly one comparison');
}

/** Checks the state's payload templates and paths, but not those of inner states. */
function checkExpressions({ Branches, ItemProcessor, ...state }: Fields): void {
  for (const { field, expression } of expressions(state)) {
    if (field === 'ResultPath') keysOf(expression);
    else parse(expression);
    if (referencePath.test(field)) keysOf(expression.replace(/^\$\$/, '$'));
  }
}

const outsideQuotes = (expression: string) => expression.replace(/'(?:\\.|[^'\\])*'/g, "''");

const templates = ['Parameters', 'ResultSelector', 'ItemSelector'];

/** Fields whose path must lead to one value. */
const referencePath = /^(Items|Seconds|Timestamp|TimeoutSeconds)Path$/;

/** The expressions of a state: members with `.$` in templates, and paths elsewhere. A Result is plain data. */
function expressions(value: unknown, field = '', inTemplate = false): { field: string; expression: string }[] {
  if (value === null || field === 'Result') return [];
  if (inTemplate ? field.endsWith('.$') : /Path$|^Variable$/.test(field)) return [{ field, expression: String(value) }];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    expressions(inner, name, inTemplate || templates.includes(name)),
  );
}
