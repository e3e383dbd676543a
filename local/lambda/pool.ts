import type { InvocationResult } from '../stack/types.ts';
import { failure, Worker, type WorkerOptions } from './worker.ts';

type PoolOptions = Omit<WorkerOptions, 'idle' | 'ended'> & { maxWorkers: number };

interface Waiting {
  payload: string;
  requestId: string;
  settle(result: InvocationResult): void;
}

/** The processes of one function: started when needed, reused, at most `maxWorkers`. Further invocations wait. */
export class Pool {
  readonly #options: PoolOptions;
  readonly #workers = new Set<Worker>();
  readonly #idle: Worker[] = [];
  readonly #queue: Waiting[] = [];
  #stopped = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  get pids(): number[] {
    return [...this.#workers].flatMap(worker => worker.pid ?? []);
  }

  /** Never rejects: an error becomes a failed invocation. */
  invoke(payload: string, requestId: string): Promise<InvocationResult> {
    if (this.#stopped) return Promise.resolve(stopping(requestId));
    return new Promise(settle => {
      this.#queue.push({ payload, requestId, settle });
      this.#next();
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const waiting of this.#queue.splice(0)) waiting.settle(stopping(waiting.requestId));
    await Promise.all([...this.#workers].map(worker => worker.stop()));
  }

  #next(): void {
    while (this.#queue.length > 0 && this.#idle.length > 0) {
      // The one used last, as Lambda does.
      const worker = this.#idle.pop()!;
      const { payload, requestId, settle } = this.#queue.shift()!;
      void worker.invoke(payload, requestId).then(settle);
    }
    // A process that is starting, or has just answered, will take a waiting invocation.
    const ready = [...this.#workers].filter(worker => !worker.busy).length;
    const wanted = Math.min(this.#queue.length - ready, this.#options.maxWorkers - this.#workers.size);
    for (let i = 0; i < wanted; i++) this.#start();
  }

  #start(): void {
    const worker = new Worker({
      ...this.#options,
      idle: () => {
        this.#idle.push(worker);
        this.#next();
      },
      ended: initError => {
        this.#workers.delete(worker);
        const at = this.#idle.indexOf(worker);
        if (at >= 0) this.#idle.splice(at, 1);
        if (this.#stopped) return;
        if (initError) this.#queue.shift()?.settle(initError);
        this.#next();
      },
    });
    this.#workers.add(worker);
    void worker.start();
  }
}

const stopping = (requestId: string) => failure(requestId, 'Runtime.ExitError', 'The local runner is stopping');
