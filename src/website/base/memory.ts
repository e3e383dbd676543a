/**
 * Remembers texts in the browser's storage, across a reload. If the browser refuses storage, they last until the
 * reload.
 */
export class Memory {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined;
  readonly #refused = new Map<string, string>();

  /** @param open Returns the storage. It throws in a browser that refuses storage. */
  constructor(open: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {
    this.#storage = orRefused(open);
  }

  get(name: string): string | undefined {
    return this.#refused.get(name) ?? this.#storage?.getItem(name) ?? undefined;
  }

  set(name: string, value: string): void {
    this.#refused.delete(name);
    const stored = orRefused(() => {
      this.#storage?.setItem(name, value);
      return this.#storage;
    });
    if (stored === undefined) this.#refused.set(name, value);
  }

  remove(name: string): void {
    this.#refused.delete(name);
    this.#storage?.removeItem(name);
  }
}

function orRefused<Value>(use: () => Value): Value | undefined {
  try {
    return use();
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
