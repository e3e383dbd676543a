import type { State, States } from './definition.ts';
import type { Trail } from './history.ts';
import type { MapItem, Run } from './run.ts';

/** States that are run one after the other: those of an execution, of a branch, or of an item. */
export interface Thread {
  run: Run;
  trail: Trail;
  signal: AbortSignal;
  /** Of the Map that the states are in. */
  item?: MapItem | undefined;
  /** Walks states from the first to an end. Input and output are JSON text. */
  walk(thread: Thread, states: States, input: string): Promise<string>;
}

/** A state that is run, and where. */
export interface Visit extends Thread {
  state: State;
}
