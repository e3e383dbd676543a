import type { Execution, Status } from './execution.ts';

/** Executions by their sequence, the latest last. */
class Ordered {
  readonly #list: Execution[] = [];

  add(execution: Execution): void {
    this.#list.splice(this.#indexOf(execution.sequence), 0, execution);
  }

  remove(execution: Execution): void {
    this.#list.splice(this.#indexOf(execution.sequence), 1);
  }

  /** At most `count`, the latest first, of those before the one with the sequence `before`. */
  page(before: number, count: number): Execution[] {
    const end = this.#indexOf(before);
    return this.#list.slice(Math.max(0, end - count), end).reverse();
  }

  /** Where the first execution is whose sequence is not below this one. */
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

/** The executions of one state machine, all and by status. */
class Index {
  readonly #lists = new Map<Status | 'ALL', Ordered>();

  list(status: Status | 'ALL'): Ordered {
    let list = this.#lists.get(status);
    if (!list) this.#lists.set(status, (list = new Ordered()));
    return list;
  }
}

/**
 * How many ended executions are kept, with their histories: about 100 MB of them. The one that ended first is forgotten
 * first, and its name may be used again. AWS keeps an execution for 90 days instead.
 */
export const keptExecutions = 5_000;

/**
 * All executions. Starting, ending and finding one, and a page of a list, take the same time however many there are.
 */
export class Executions {
  readonly #byArn = new Map<string, Execution>();
  readonly #byMachine = new Map<string, Index>();
  readonly #ended = new Set<Execution>();

  find(arn: string): Execution | undefined {
    return this.#byArn.get(arn);
  }

  add(execution: Execution): void {
    this.#byArn.set(execution.arn, execution);
    const index = this.#index(execution.machine.arn);
    index.list('ALL').add(execution);
    index.list('RUNNING').add(execution);
  }

  /** Takes note that a running execution has ended. */
  end(execution: Execution): void {
    const index = this.#index(execution.machine.arn);
    index.list('RUNNING').remove(execution);
    index.list(execution.status).add(execution);
    this.#ended.add(execution);
    if (this.#ended.size > keptExecutions) this.#forget(this.#ended.values().next().value!);
  }

  /** At most `count` executions of a state machine, the latest first. */
  page(machineArn: string, status: Status | 'ALL', before: number, count: number): Execution[] {
    return this.#index(machineArn).list(status).page(before, count);
  }

  running(): Execution[] {
    return [...this.#byArn.values()].filter(({ status }) => status === 'RUNNING');
  }

  #forget(execution: Execution): void {
    const index = this.#index(execution.machine.arn);
    this.#ended.delete(execution);
    this.#byArn.delete(execution.arn);
    index.list('ALL').remove(execution);
    index.list(execution.status).remove(execution);
  }

  #index(machineArn: string): Index {
    let index = this.#byMachine.get(machineArn);
    if (!index) this.#byMachine.set(machineArn, (index = new Index()));
    return index;
  }
}
