/** A queue with a limited number of slots. */
export class BoundedQueue<T> implements AsyncIterable<T> {
  readonly #items: T[] = [];
  readonly #slots: number;
  readonly #dropped: (item: T) => void;
  #closed = false;
  #changed = Promise.withResolvers<void>();

  constructor(slots: number, dropped: (item: T) => void) {
    this.#slots = slots;
    this.#dropped = dropped;
  }

  /** Adds an item. Drops the oldest one if the queue is full. */
  push(item: T): void {
    if (this.#closed) return;
    this.#items.push(item);
    if (this.#items.length > this.#slots) this.#dropped(this.#items.shift()!);
    this.#change();
  }

  /** Waits for a free slot, then adds an item. */
  async put(item: T): Promise<void> {
    while (this.#items.length >= this.#slots && !this.#closed) await this.#changed.promise;
    this.push(item);
  }

  /** Accepts no more items. Those in the queue can still be read. */
  close(): void {
    this.#closed = true;
    this.#change();
  }

  /** Returns the items, the oldest first, until the queue is closed and empty. */
  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      while (this.#items.length > 0) {
        const item = this.#items.shift()!;
        this.#change();
        yield item;
      }
      if (this.#closed) return;
      await this.#changed.promise;
    }
  }

  #change(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
