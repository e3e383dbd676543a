import { adaptRule } from './choices.ts';
import { jsonTextPath, JsonTexts } from './json-to-string.ts';
import { maxTimerSeconds } from './limits.ts';
import { effectiveInput, localResult, rewriteExpression, rewriteTemplate } from './paths.ts';

export type Fields = Record<string, unknown>;

export interface StateDefinition extends Fields {
  Type: string;
}

/** The name of the state that stands for a transition to `target`. */
export const transition = (target: string) => `to:${target}`;

/** A state as the interpreter is to run it, and the states that may follow it. */
export interface Adapted {
  definition: StateDefinition;
  targets: string[];
  texts: JsonTexts;
}

/**
 * Rewrites a state so that the interpreter does with it what AWS does. Task, Parallel, Map, Wait and Fail all become a
 * Task, whose handler does what makes them different; the interpreter does the data flow, Retry, Catch, Choice and
 * Pass.
 */
export function adapt(state: StateDefinition): Adapted {
  const targets = new Set<string>();
  const transitionTo = (target: unknown) => {
    targets.add(String(target));
    return transition(String(target));
  };
  const texts = new JsonTexts();
  const rewriter = (root: string | undefined) => (expression: string) => {
    const path = root && jsonTextPath(expression);
    return path ? texts.add(path, root) : rewriteExpression(expression, root);
  };
  const root = effectiveInput(state.InputPath);
  const rewrite = rewriter(root);
  const definition: StateDefinition = {
    Type: handledTypes.has(state.Type) ? 'Task' : state.Type,
    ...pick(state, ['End']),
    ...path('InputPath', state.InputPath),
    ...path('OutputPath', state.OutputPath),
    ...('ResultPath' in state && resultPath(state.ResultPath)),
    ...('ResultSelector' in state && { ResultSelector: rewriteTemplate(state.ResultSelector, rewriter(localResult)) }),
    ...('Next' in state && { Next: transitionTo(state.Next) }),
    ...('Default' in state && { Default: transitionTo(state.Default) }),
    ...retries(state.Retry),
    ...catchers(state.Catch, transitionTo),
    ...('Parameters' in state && !('Result' in state) && { Parameters: rewriteTemplate(state.Parameters, rewrite) }),
    ...specifics(state, { root: root ?? '$', rewrite, transitionTo }),
  };
  return { definition, targets: [...targets], texts };
}

const handledTypes = new Set(['Task', 'Parallel', 'Map', 'Wait', 'Fail']);

/**
 * The interpreter would end any task after a minute. The time limits are ours, so this is its longest: no state lasts
 * over 24.8 days.
 */
const handled = { Resource: 'local', TimeoutSeconds: maxTimerSeconds };

interface Rewriting {
  /** Where the effective input is. */
  root: string;
  /** Rewrites an expression on that input. */
  rewrite(expression: string): string;
  /** The name under which a state is an end of the one that is run. */
  transitionTo(target: unknown): string;
}

function specifics(state: StateDefinition, { root, rewrite, transitionTo }: Rewriting): Fields {
  switch (state.Type) {
    case 'Choice':
      return {
        Choices: (state.Choices as Fields[]).map(rule => adaptRule({ ...rule, Next: transitionTo(rule.Next) })),
      };
    case 'Pass':
      // A Result of null, false, 0 or "" would be taken for none; as Parameters it stays what it is.
      return 'Result' in state ? { [state.Result ? 'Result' : 'Parameters']: state.Result } : {};
    case 'Task':
    case 'Parallel':
      return handled;
    case 'Map':
      return { ...handled, Parameters: { 'items.$': rewrite(String(state.ItemsPath ?? '$')), 'input.$': root } };
    case 'Wait': {
      const until = state.SecondsPath ?? state.TimestampPath;
      if (until === undefined) return handled;
      return { ...handled, Parameters: { 'until.$': rewrite(String(until)), 'input.$': root } };
    }
    case 'Fail':
      return {
        ...handled,
        End: true,
        Parameters: { ...fixedOrPath(state, 'Error', rewrite), ...fixedOrPath(state, 'Cause', rewrite) },
      };
    default:
      return {};
  }
}

function pick(state: Fields, names: string[]): Fields {
  return Object.fromEntries(names.filter(name => name in state).map(name => [name, state[name]]));
}

function fixedOrPath(state: Fields, name: string, rewrite: Rewriting['rewrite']): Fields {
  const expression = state[`${name}Path`];
  return typeof expression === 'string' ? { [`${name}.$`]: rewrite(expression) } : pick(state, [name]);
}

/** `$` is the default, and the interpreter would fail on it where the data is null, false, 0 or "". */
function path(name: string, value: unknown): Fields {
  if (value === undefined || value === '$') return {};
  return { [name]: typeof value === 'string' ? rewriteExpression(value) : value };
}

/** The interpreter takes `$` for a member of that name, and so the first part of `$['a']`. */
function resultPath(value: unknown): Fields {
  if (value === '$') return {};
  return { ResultPath: typeof value === 'string' ? value.replace(/^\$\[/, '$.[') : value };
}

function retries(value: unknown): Fields {
  if (!Array.isArray(value)) return {};
  return {
    Retry: value.map((retrier: Fields) => ({
      ...retrier,
      MaxDelaySeconds: Math.min(Number(retrier.MaxDelaySeconds ?? maxTimerSeconds), maxTimerSeconds),
    })),
  };
}

function catchers(value: unknown, transitionTo: (target: unknown) => string): Fields {
  if (!Array.isArray(value)) return {};
  return {
    Catch: value.map((catcher: Fields) => ({
      ErrorEquals: catcher.ErrorEquals,
      Next: transitionTo(catcher.Next),
      ...('ResultPath' in catcher && resultPath(catcher.ResultPath)),
    })),
  };
}
