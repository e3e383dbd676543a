import { setImmediate } from 'node:timers/promises';
import { parseJson } from '../json.ts';
import type { State, States } from './definition.ts';
import { dataLimitExceeded, Halted, StatesError, uncatchable } from './errors.ts';
import { inputData, outputData } from './history.ts';
import { tooLarge } from './limits.ts';
import { perform } from './states.ts';
import type { Thread } from './thread.ts';

/** The types of states whose halt is in the history. */
const abortable = new Set(['Task', 'Parallel', 'Map', 'Wait']);

export async function walk(thread: Thread, states: States, input: string): Promise<string> {
  let state = states.startAt;
  let text = input;
  for (let visits = 1; ; visits++) {
    // A loop of states without waits must leave the process time for other work.
    if (visits % 100 === 0) await setImmediate();
    const { output, next } = await visit(thread, state, text);
    if (next === undefined) return output;
    text = output;
    state = states.byName.get(next)!;
  }
}

async function visit(
  thread: Thread,
  state: State,
  text: string,
): Promise<{ output: string; next: string | undefined }> {
  const { name, definition } = state;
  const { run, trail, signal } = thread;
  const { Type } = definition;
  signal.throwIfAborted();
  run.history.assertRoom();
  trail.add(`${Type}StateEntered`, { name, ...inputData(text) });
  const entered = trail.last;
  try {
    const { output, next } = await perform({ ...thread, state }, parseJson(text));
    signal.throwIfAborted();
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
    const where = `An error occurred while executing the state '${name}' (entered at the event id #${entered}). `;
    throw uncatchable('States.Runtime', where + (error as Error).message);
  }
}
