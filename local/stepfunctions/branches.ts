import type { State, States } from './definition.ts';
import { Halted } from './errors.ts';
import { parseJson } from './exact-json.ts';
import { fill, type Scope } from './expressions.ts';
import { Trail } from './history.ts';
import type { MapItem, Run } from './run.ts';

/** One state being run: where it is in the history, what stops it, and the item of the Map that it is in. */
export interface Visit {
  run: Run;
  state: State;
  trail: Trail;
  signal: AbortSignal;
  enteredTime: string;
  item: MapItem | undefined;
  /** Walks the states of a branch or of an item; passed, as it calls what calls it. */
  walk(run: Run, states: States, input: string, trail: Trail, signal: AbortSignal, item?: MapItem): Promise<string>;
}

/** AWS runs at most this many items of an inline Map at a time. */
const maxConcurrency = 40;

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html */
export async function runParallel(
  { run, state, trail, signal, item, walk }: Visit,
  input: unknown,
): Promise<unknown[]> {
  const text = JSON.stringify(input);
  trail.add('ParallelStateStarted');
  const branches = new Branches(trail, signal);
  return branches.settle(state, state.branches.length, async (index, branch, halt) =>
    walk(run, state.branches[index]!, text, branch, halt, item),
  );
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html */
export async function runMap(visit: Visit, items: unknown, { data, context }: Scope): Promise<unknown[]> {
  const { run, state, trail, signal, walk } = visit;
  const { ItemSelector, MaxConcurrency } = state.definition;
  if (!Array.isArray(items))
    throw new Error(`The items of the Map state '${state.name}' must be an array, but are ${JSON.stringify(items)}.`);
  trail.add('MapStateStarted', { length: items.length });
  const branches = new Branches(trail, signal, limitOf(MaxConcurrency));
  return branches.settle(state, items.length, async (index, branch, halt) => {
    const details = { name: state.name, index };
    branch.add('MapIterationStarted', details);
    const item = { Index: index, Value: items[index] };
    try {
      const scope = { data, context: { ...context, Map: { Item: item } } };
      const itemInput = ItemSelector ? fill(ItemSelector, scope) : item.Value;
      const output = await walk(run, state.branches[0]!, JSON.stringify(itemInput), branch, halt, item);
      branch.add('MapIterationSucceeded', details);
      return output;
    } catch (error) {
      const after = error instanceof Halted ? error.previousEventId : branch.last;
      const type = error instanceof Halted ? 'MapIterationAborted' : 'MapIterationFailed';
      if (after !== undefined) run.history.add(type, after, details);
      throw error;
    }
  });
}

/** 0 stands for no limit of its own; the validator has seen to it that it is a number and not negative. */
function limitOf(concurrency: unknown): number {
  return Math.min(Number(concurrency) || maxConcurrency, maxConcurrency);
}

type Branch = (index: number, trail: Trail, signal: AbortSignal) => Promise<string>;

/** Runs the branches of a Parallel or the items of a Map; the first one that fails halts the others. */
class Branches {
  readonly #trail: Trail;
  readonly #outer: AbortSignal;
  readonly #concurrency: number;
  readonly #halt = new AbortController();

  constructor(trail: Trail, outer: AbortSignal, concurrency = Infinity) {
    this.#trail = trail;
    this.#outer = outer;
    this.#concurrency = concurrency;
  }

  async settle({ definition: { Type } }: State, count: number, run: Branch): Promise<unknown[]> {
    const outputs = new Array<unknown>(count);
    const started = this.#trail.last;
    let failure: { error: unknown; trail: Trail } | undefined;
    let next = 0;
    const work = async () => {
      while (next < count && !this.#halt.signal.aborted) {
        const index = next++;
        const branch = new Trail(this.#trail.history, started);
        try {
          outputs[index] = parseJson(await run(index, branch, this.#halt.signal));
          this.#trail.last = branch.last;
        } catch (error) {
          if (failure || error instanceof Halted) return;
          failure = { error, trail: branch };
          this.#halt.abort(new Halted(branch.last));
        }
      }
    };
    const haltAll = () => this.#halt.abort(this.#outer.reason);
    this.#outer.addEventListener('abort', haltAll, { once: true });
    await Promise.all(Array.from({ length: Math.min(count, this.#concurrency) }, work));
    this.#outer.removeEventListener('abort', haltAll);
    this.#outer.throwIfAborted();
    if (failure) {
      this.#trail.last = failure.trail.last;
      this.#trail.add(`${Type}StateFailed`);
      throw failure.error;
    }
    this.#trail.aside(`${Type}StateSucceeded`);
    return outputs;
  }
}
