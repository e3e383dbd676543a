import type { Execution, Status } from './execution.ts';

/** Executions sorted by sequence, the latest last. */
class Ordered {
  readonly #list: Execution[] = [];

  add(execution: Execution): void {
    this.#list.splice(this.#indexOf(execution.sequence), 0, execution);
  }

  remove(execution: Execution): void {
    this.#list.splice(this.#indexOf(execution.sequence), 1);
  }

  /** At most `count` executions before the sequence `before`, the latest first. */
  page(before: number, count: number): Execution[] {
    const end = this.#indexOf(before);
    return this.#list.slice(Math.max(0, end - count), end).reverse();
  }

  /** The index of the first execution whose sequence is not below this one. */
  #indexOf(sequence: number): number {
    let [low, high] = [0, this.#list.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#list[middle]!.sequence < sequence) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/**
 * The number of ended executions to keep, with their histories: about 25 MB. The first that ended is removed first,
 * and its name may be used again. AWS keeps an execution for 90 days.
 */
export const keptExecutions = 5_000;

/** All executions. Starting, ending, finding and listing hardly depend on how many there are. */
export class Executions {
  readonly #byArn = new Map<string, Execution>();
  readonly #lists = new Map<string, Ordered>();
  readonly #ended = new Set<Execution>();

  find(arn: string): Execution | undefined {
    return this.#byArn.get(arn);
  }

  add(execution: Execution): void {
    this.#byArn.set(execution.arn, execution);
    this.#list(execution.machine.arn, 'ALL').add(execution);
    this.#list(execution.machine.arn, 'RUNNING').add(execution);
  }

  /** Moves an ended execution from the running ones to the ended ones. */
  end(execution: Execution): void {
    this.#list(execution.machine.arn, 'RUNNING').remove(execution);
    this.#list(execution.machine.arn, execution.status).add(execution);
    this.#ended.add(execution);
    if (this.#ended.size > keptExecutions) this.#forget(this.#ended.values().next().value!);
  }

  /** At most `count` executions of a state machine, the latest first. */
  page(machineArn: string, status: Status | 'ALL', before: number, count: number): Execution[] {
    return this.#list(machineArn, status).page(before, count);
  }

  running(): Execution[] {
    return [...this.#byArn.values()].filter(({ status }) => status === 'RUNNING');
  }

  #forget(execution: Execution): void {
    this.#ended.delete(execution);
    this.#byArn.delete(execution.arn);
    this.#list(execution.machine.arn, 'ALL').remove(execution);
    this.#list(execution.machine.arn, execution.status).remove(execution);
  }

  #list(machineArn: string, status: Status | 'ALL'): Ordered {
    const key = `${machineArn} ${status}`;
    const list = this.#lists.get(key) ?? new Ordered();
    this.#lists.set(key, list);
    return list;
  }
}
