/** A queue of few places. */
export class BoundedQueue<T> implements AsyncIterable<T> {
  readonly #items: T[] = [];
  readonly #places: number;
  readonly #dropped: (item: T) => void;
  #closed = false;
  #changed = Promise.withResolvers<void>();

  constructor(places: number, dropped: (item: T) => void) {
    this.#places = places;
    this.#dropped = dropped;
  }

  /** Adds an item, and drops the oldest if there is no place. */
  push(item: T): void {
    if (this.#closed) return;
    this.#items.push(item);
    if (this.#items.length > this.#places) this.#dropped(this.#items.shift()!);
    this.#change();
  }

  /** Waits for a place, and adds an item. */
  async put(item: T): Promise<void> {
    while (this.#items.length >= this.#places && !this.#closed) await this.#changed.promise;
    this.push(item);
  }

  /** Nothing more comes; what is in it can still be taken. */
  close(): void {
    this.#closed = true;
    this.#change();
  }

  /** Takes the items, the oldest first, until it is closed and empty. */
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
