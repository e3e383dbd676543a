import { randomUUID } from 'node:crypto';

/** A map whose values expire after a time. */
export class ExpiringMap<Value> {
  readonly #entries = new Map<string, { value: Value; until: number }>();
  readonly #milliseconds: number;

  constructor(seconds: number) {
    this.#milliseconds = seconds * 1000;
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    return entry !== undefined && Date.now() < entry.until ? entry.value : undefined;
  }

  set(key: string, value: Value): void {
    // All values live equally long, so the oldest expire first.
    for (const [old, { until }] of this.#entries) {
      if (Date.now() < until) break;
      this.#entries.delete(old);
    }
    this.#entries.delete(key);
    this.#entries.set(key, { value, until: Date.now() + this.#milliseconds });
  }

  /** Adds a value under a key that nobody can guess. Returns the key. */
  add(value: Value): string {
    const key = randomUUID();
    this.set(key, value);
    return key;
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }
}
