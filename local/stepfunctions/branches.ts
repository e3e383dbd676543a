import { parseJson } from '../json.ts';
import { Halted } from './errors.ts';
import { fill, type Scope } from './expressions.ts';
import { Trail } from './history.ts';
import type { Thread, Visit } from './thread.ts';

/** AWS runs at most this many items of an inline Map at a time. */
const maxConcurrency = 40;

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html */
export async function runParallel(visit: Visit, input: unknown): Promise<unknown[]> {
  const { branches } = visit.state;
  const text = JSON.stringify(input);
  visit.trail.add('ParallelStateStarted');
  return settle(visit, branches.length, Infinity, (thread, index) => thread.walk(thread, branches[index]!, text));
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html */
export async function runMap(visit: Visit, items: unknown, { data, context }: Scope): Promise<unknown[]> {
  const { state, trail } = visit;
  // Parameters is an older name of ItemSelector.
  const { Parameters, ItemSelector = Parameters, MaxConcurrency } = state.definition;
  if (!Array.isArray(items))
    throw new Error(`The items of the Map state '${state.name}' must be an array, but are ${JSON.stringify(items)}.`);
  trail.add('MapStateStarted', { length: items.length });
  // 0 means no limit.
  const concurrency = Math.min(Number(MaxConcurrency) || maxConcurrency, maxConcurrency);
  return settle(visit, items.length, concurrency, async (thread, index) => {
    const details = { name: state.name, index };
    thread.trail.add('MapIterationStarted', details);
    const item = { Index: index, Value: items[index] as unknown };
    try {
      const scope = { data, context: { ...context, Map: { Item: item } } };
      const input = ItemSelector ? fill(ItemSelector, scope) : item.Value;
      const output = await thread.walk({ ...thread, item }, state.branches[0]!, JSON.stringify(input));
      thread.trail.add('MapIterationSucceeded', details);
      return output;
    } catch (error) {
      const after = error instanceof Halted ? error.previousEventId : thread.trail.last;
      const type = error instanceof Halted ? 'MapIterationAborted' : 'MapIterationFailed';
      if (after !== undefined) trail.history.add(type, after, details);
      throw error;
    }
  });
}

/** Runs the branches of a Parallel or the items of a Map. The first one that fails halts the others. */
async function settle(
  { state, ...thread }: Visit,
  count: number,
  concurrency: number,
  run: (thread: Thread, index: number) => Promise<string>,
): Promise<unknown[]> {
  const { Type } = state.definition;
  const { trail, signal } = thread;
  const outputs = new Array<unknown>(count);
  const started = trail.last;
  const failing = new AbortController();
  const halt = AbortSignal.any([signal, failing.signal]);
  let failure: { error: unknown; trail: Trail } | undefined;
  let next = 0;
  const work = async () => {
    while (next < count && !halt.aborted) {
      const index = next++;
      const branch = new Trail(trail.history, started);
      try {
        outputs[index] = parseJson(await run({ ...thread, trail: branch, signal: halt }, index));
        trail.last = branch.last;
      } catch (error) {
        if (failure || error instanceof Halted) return;
        failure = { error, trail: branch };
        failing.abort(new Halted(branch.last));
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(count, concurrency) }, work));
  signal.throwIfAborted();
  if (failure) {
    trail.last = failure.trail.last;
    trail.add(`${Type}StateFailed`);
    throw failure.error;
  }
  trail.aside(`${Type}StateSucceeded`);
  return outputs;
}
