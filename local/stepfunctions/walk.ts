import { setImmediate } from 'node:timers/promises';
import type { State, States } from './definition.ts';
import { dataLimitExceeded, Halted, StatesError, uncatchable } from './errors.ts';
import { parseJson } from './exact-json.ts';
import { inputData, outputData, type Trail } from './history.ts';
import { tooLarge } from './limits.ts';
import type { MapItem, Run } from './run.ts';
import { perform } from './states.ts';

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
  const {
    name,
    definition: { Type },
  } = state;
  run.history.assertRoom();
  trail.add(`${Type}StateEntered`, { name, ...inputData(text) });
  const entered = trail.last;
  const enteredTime = new Date().toISOString();
  try {
    const { output, next } = await perform({ run, state, trail, signal, enteredTime, item }, parseJson(text));
    const json = JSON.stringify(output);
    if (tooLarge(json)) throw dataLimitExceeded(name, false);
    trail.add(`${Type}StateExited`, { name, ...outputData(json) });
    return { output: json, next };
  } catch (error) {
    if (error instanceof StatesError) throw error;
    if (error instanceof Halted) {
      const { previousEventId } = error;
      if (previousEventId !== undefined && abortable.has(Type)) run.history.add(`${Type}StateAborted`, previousEventId);
      throw error;
    }
    throw uncatchable(
      'States.Runtime',
      `An error occurred while executing the state '${name}' (entered at the event id #${entered}). `
        + (error as Error).message,
    );
  }
}
