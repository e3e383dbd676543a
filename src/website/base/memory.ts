/** What a browser storage remembers across a reload; nothing if the browser refuses it. */
export class Memory {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined;

  /** @param open Returns the storage. It throws in a browser that refuses storage. */
  constructor(open: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {
    this.#storage = orRefused(open);
  }

  get(name: string): string | undefined {
    return this.#storage?.getItem(name) ?? undefined;
  }

  /** Returns whether the value is stored: false if storage is refused or full. */
  set(name: string, value: string): boolean {
    const storage = this.#storage;
    if (storage === undefined) return false;
    const kept = orRefused(() => {
      storage.setItem(name, value);
      return true;
    });
    return kept ?? false;
  }

  remove(name: string): void {
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
