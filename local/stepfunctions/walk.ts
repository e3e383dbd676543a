import { setImmediate } from 'node:timers/promises';
import { runMap, runParallel, type Visit } from './branches.ts';
import type { State, States } from './definition.ts';
import { dataLimitExceeded, Halted, StatesError, uncatchable } from './errors.ts';
import { inputData, outputData, type Trail } from './history.ts';
import type { Scope } from './interpreter.ts';
import { tooLarge } from './limits.ts';
import { originalPaths } from './paths.ts';
import type { MapItem, Run } from './run.ts';
import { attemptTask } from './tasks.ts';
import { waitState } from './wait.ts';

/** The types whose halt the history tells. */
const abortable = new Set(['Task', 'Parallel', 'Map', 'Wait']);

/** Walks states from the first to an end. Input and output are JSON text. */
export async function walk(
  run: Run,
  states: States,
  input: string,
  trail: Trail,
  signal: AbortSignal,
  item?: MapItem,
): Promise<string> {
  let state = states.startAt;
  let text = input;
  for (let visits = 1; ; visits++) {
    // A loop of states that wait for nothing must leave the process time for the rest.
    if (visits % 100 === 0) await setImmediate();
    const { output, next } = await visit(run, state, text, trail, signal, item);
    if (next === undefined) return output;
    text = output;
    state = states.byName.get(next)!;
  }
}

async function visit(
  run: Run,
  state: State,
  text: string,
  trail: Trail,
  signal: AbortSignal,
  item: MapItem | undefined,
) {
  const { name, type } = state;
  run.history.assertRoom();
  trail.add(`${type}StateEntered`, { name, ...inputData(text) });
  const entered = trail.last;
  try {
    const Input: unknown = JSON.parse(text);
    const attempts = new Attempts(run);
    const Context = contextOf(run, state, attempts, item);
    const scope: Scope = { Context, Input };
    const work = workOf({ run, state, trail, signal, scope, item, walk: (...args) => walk(run, ...args) });
    const handler = work && ((parameters: unknown) => work(parameters, attempts.begin()));
    const { output, next } = await state.program.run(Input, scope, signal, handler);
    const json = JSON.stringify(output);
    if (tooLarge(json)) throw dataLimitExceeded(name, false);
    trail.add(`${type}StateExited`, { name, ...outputData(json) });
    return { output: json, next };
  } catch (error) {
    if (error instanceof Halted) {
      const { previousEventId } = error;
      if (previousEventId !== undefined && abortable.has(type)) run.history.add(`${type}StateAborted`, previousEventId);
      throw error;
    }
    throw failureOf(error as Error, name, entered);
  }
}

/** The attempts at a state: each has a token of its own, made when a path first asks for it. */
class Attempts {
  readonly #run: Run;
  #token: string | undefined;
  #count = 0;

  constructor(run: Run) {
    this.#run = run;
  }

  get retries(): number {
    return this.#count;
  }

  get token(): string {
    return (this.#token ??= this.#run.tokens.mint());
  }

  /** Begins the attempt and gives its token, if it has one; what follows is the next attempt's. */
  begin(): string | undefined {
    const token = this.#token;
    this.#token = undefined;
    this.#count++;
    return token;
  }
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
function contextOf(
  { context }: Run,
  { name, integration }: State,
  attempts: Attempts,
  item: MapItem | undefined,
): object {
  return {
    ...context,
    State: {
      EnteredTime: new Date().toISOString(),
      Name: name,
      get RetryCount() {
        return attempts.retries;
      },
    },
    ...(item && { Map: { Item: item } }),
    ...(integration?.waitsForToken && {
      Task: {
        get Token() {
          return attempts.token;
        },
      },
    }),
  };
}

/** What one attempt at the state does with its input after Parameters; the interpreter does the other types' work. */
function workOf(visit: Visit): ((input: unknown, token: string | undefined) => Promise<unknown>) | undefined {
  const { run, state, trail, signal } = visit;
  switch (state.type) {
    case 'Task':
      return async (input, token) => {
        const timeoutSeconds = await timeoutOf(visit);
        return attemptTask(run, { integration: state.integration!, input, token, timeoutSeconds }, trail, signal);
      };
    case 'Parallel':
      return input => runParallel(visit, input);
    case 'Map':
      return input => runMap(visit, input as { items: unknown; input: unknown });
    case 'Wait':
      return input => waitState(state.definition, input, signal);
    case 'Fail':
      return async input => {
        const { Error, Cause } = input as { Error?: unknown; Cause?: unknown };
        throw new StatesError(String(Error ?? ''), String(Cause ?? ''));
      };
    default:
      return undefined;
  }
}

async function timeoutOf({ state: { definition, timeout }, scope, signal }: Visit): Promise<number | undefined> {
  if (!timeout) return definition.TimeoutSeconds as number | undefined;
  const { seconds } = (await timeout.evaluate(scope.Input, scope, signal)) as { seconds: unknown };
  if (Number.isInteger(seconds) && Number(seconds) > 0) return Number(seconds);
  throw uncatchable(
    'States.Runtime',
    `The TimeoutSecondsPath '${String(definition.TimeoutSecondsPath)}' must lead to a positive integer, `
      + `but leads to ${JSON.stringify(seconds)}.`,
  );
}

/**
 * What a state's failure is called outside it; the interpreter's own errors are all of kinds that AWS calls
 * States.Runtime.
 */
function failureOf(error: Error, state: string, entered: number): StatesError {
  if (error instanceof StatesError) return error;
  const { name, message } = error;
  // The interpreter gives an error that it says nothing of its name for a message.
  const cause = message === name ? '' : message;
  if (name.startsWith('States.') && name !== 'States.Runtime') return new StatesError(name, cause);
  return uncatchable(
    'States.Runtime',
    `An error occurred while executing the state '${state}' (entered at the event id #${entered}). `
      + originalPaths(message),
  );
}
