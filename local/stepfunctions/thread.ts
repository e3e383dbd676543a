import type { State, States } from './definition.ts';
import type { Trail } from './history.ts';
import type { MapItem, Run } from './run.ts';

/** States that run one after the other, in an execution, a branch or an item. */
export interface Thread {
  run: Run;
  trail: Trail;
  signal: AbortSignal;
  /** The current item if the states are inside a Map. */
  item?: MapItem | undefined;
  /** Runs states from the first to an end. Input and output are JSON text. */
  walk(thread: Thread, states: States, input: string): Promise<string>;
}

export interface Visit extends Thread {
  state: State;
}
