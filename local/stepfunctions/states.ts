import { isNumber, isObject } from '../json.ts';
import { delay } from '../timers.ts';
import { runMap, runParallel } from './branches.ts';
import { holds, timestamp } from './choices.ts';
import type { Retrier, StateDefinition } from './definition.ts';
import { StatesError } from './errors.ts';
import { evaluate, fill, keysOf, type Scope } from './expressions.ts';
import { mocked } from './mocks.ts';
import { attemptTask } from './tasks.ts';
import type { Visit } from './thread.ts';

export interface Step {
  output: unknown;
  /** Undefined after the last state. */
  next: string | undefined;
}

/**
 * Runs a state, with the retries of its Retry.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export async function perform(visit: Visit, input: unknown): Promise<Step> {
  const { run, item, signal, state } = visit;
  const { definition } = state;
  const answers = run.mocks?.get(state.name);
  const EnteredTime = new Date().toISOString();
  const retriers = (definition.Retry ?? []).map(retrier => ({ ...retrier, retries: 0 }));
  for (let RetryCount = 0; ; RetryCount++) {
    const integration = answers ? mocked(state.integration!, answers, RetryCount) : state.integration;
    const token = state.integration?.waitsForToken ? run.tokens.mint() : undefined;
    const context = {
      ...run.context,
      State: { EnteredTime, Name: state.name, RetryCount },
      ...(item && { Map: { Item: item } }),
      ...(token && { Task: { Token: token } }),
    };
    try {
      return await attempt({ ...visit, state: { ...state, integration } }, { data: input, context }, token);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof StatesError) || !error.catchable) throw error;
      const retrier = retriers.find(matching(error));
      if (retrier && retrier.retries < (retrier.MaxAttempts ?? 3)) {
        await delay(waitBefore(retrier, retrier.retries++) * 1000, signal);
        continue;
      }
      const catcher = definition.Catch?.find(matching(error));
      if (!catcher) throw error;
      const output = place({ Error: error.name, Cause: error.message }, catcher.ResultPath, input);
      return { output, next: catcher.Next };
    }
  }
}

const matching =
  ({ name }: StatesError) =>
  ({ ErrorEquals }: Pick<Retrier, 'ErrorEquals'>) =>
    ErrorEquals.some(
      each => each === name || each === 'States.ALL' || (each === 'States.TaskFailed' && name !== 'States.Timeout'),
    );

function waitBefore(retrier: Retrier, retries: number): number {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Infinity, JitterStrategy } = retrier;
  const seconds = Math.min(IntervalSeconds * BackoffRate ** retries, MaxDelaySeconds);
  return JitterStrategy === 'FULL' ? Math.random() * seconds : seconds;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html */
async function attempt(visit: Visit, raw: Scope, token: string | undefined): Promise<Step> {
  const { definition } = visit.state;
  const { context } = raw;
  const scope = { data: select(definition.InputPath, raw), context };
  const result = await work(visit, raw, scope, token);
  const selected = 'ResultSelector' in definition ? fill(definition.ResultSelector, { data: result, context }) : result;
  const data = place(selected, definition.ResultPath, raw.data);
  return {
    output: select(definition.OutputPath, { data, context }),
    next: definition.Type === 'Choice' ? choose(definition, scope) : definition.Next,
  };
}

/** A state's result before ResultSelector. */
async function work(visit: Visit, raw: Scope, scope: Scope, token: string | undefined): Promise<unknown> {
  const { definition, integration } = visit.state;
  const parameters = () => ('Parameters' in definition ? fill(definition.Parameters, scope) : scope.data);
  const field = (name: string, at = scope) =>
    `${name}Path` in definition ? evaluate(definition[`${name}Path`], at) : definition[name];
  switch (definition.Type) {
    case 'Pass':
      return 'Result' in definition ? definition.Result : parameters();
    case 'Task': {
      const given = field('TimeoutSeconds', raw);
      const timeoutSeconds = given === undefined ? undefined : wholeNumber(given);
      if (given !== undefined && !timeoutSeconds) {
        throw new Error(
          `The TimeoutSecondsPath '${String(definition.TimeoutSecondsPath)}' must lead to a positive integer, `
            + `but leads to ${JSON.stringify(given)}.`,
        );
      }
      return attemptTask(visit, { integration: integration!, input: parameters(), token, timeoutSeconds });
    }
    case 'Parallel':
      return runParallel(visit, parameters());
    case 'Map':
      return runMap(visit, 'ItemsPath' in definition ? evaluate(definition.ItemsPath, scope) : scope.data, scope);
    case 'Wait':
      await delay(waitOf(field('Seconds'), field('Timestamp')), visit.signal);
      return scope.data;
    case 'Fail':
      throw new StatesError(String(field('Error') ?? ''), String(field('Cause') ?? ''));
    default:
      return scope.data;
  }
}

/** A whole number that is not negative; undefined for another value. */
const wholeNumber = (value: unknown): number | undefined =>
  isNumber(value) && Number.isInteger(Number(value)) && Number(value) >= 0 ? Number(value) : undefined;

/** The delay of a Wait state in milliseconds. */
function waitOf(seconds: unknown, until: unknown): number {
  const whole = until === undefined ? wholeNumber(seconds) : undefined;
  if (whole !== undefined) return whole * 1000;
  const time = timestamp(until);
  if (time !== undefined) return time - Date.now();
  throw new Error(`A Wait state needs seconds or a timestamp, but got ${JSON.stringify(until ?? seconds)}.`);
}

function choose({ Choices = [], Default }: StateDefinition, scope: Scope): string {
  const next = Choices.find(rule => holds(rule, scope))?.Next ?? Default;
  if (next === undefined)
    throw new StatesError('States.NoChoiceMatched', 'No choice rule matched, and there is no default.');
  return next;
}

/** Applies InputPath or OutputPath. */
function select(path: unknown, scope: Scope): unknown {
  if (path === undefined) return scope.data;
  return path === null ? {} : evaluate(path, scope);
}

/** Applies ResultPath to a result and the state's input. Does not change the input. */
function place(result: unknown, path: unknown, input: unknown): unknown {
  if (path === undefined) return result;
  return path === null ? input : placeAt(keysOf(String(path)), result, input);
}

function placeAt([key, ...rest]: (string | number)[], result: unknown, data: unknown): unknown {
  if (key === undefined) return result;
  if (typeof key === 'number' && Array.isArray(data) && key < data.length)
    return data.with(key, placeAt(rest, result, data.at(key)));
  if (typeof key === 'number' || !isObject(data))
    throw new StatesError('States.ResultPathMatchFailure', `There is no place for the result at '${key}'.`);
  return { ...data, [key]: placeAt(rest, result, Object.hasOwn(data, key) ? data[key] : {}) };
}
