type Key = string | string[];
type Values = Record<string, unknown>;

/** A store of cognito-local that lives no longer than the runner. Its own are files. */
export class MemoryStore {
  readonly #root: Values;

  constructor(values: object) {
    this.#root = { ...values };
  }

  getRoot(): Promise<unknown> {
    return Promise.resolve(this.#root);
  }

  get(_: object, key: Key, otherwise?: unknown): Promise<unknown> {
    let value: unknown = this.#root;
    // Names may be any text, such as `__proto__`.
    for (const name of [key].flat())
      value = typeof value === 'object' && value && Object.hasOwn(value, name) ? (value as Values)[name] : undefined;
    return Promise.resolve(value ?? otherwise ?? null);
  }

  set(_: object, key: Key, value: unknown): Promise<void> {
    const [holder, name] = this.#place(key);
    Object.defineProperty(holder, name, { value, configurable: true, enumerable: true, writable: true });
    return Promise.resolve();
  }

  delete(_: object, key: Key): Promise<void> {
    const [holder, name] = this.#place(key);
    delete holder[name];
    return Promise.resolve();
  }

  /** The object that has, or is to have, what is stored under a key, and its name in there. */
  #place(key: Key): [holder: Values, name: string] {
    const names = [key].flat();
    let holder = this.#root;
    for (const name of names.slice(0, -1)) {
      if (!Object.hasOwn(holder, name)) holder[name] = {};
      holder = holder[name] as Values;
    }
    return [holder, names.at(-1)!];
  }
}
