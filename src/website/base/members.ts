/** What a reader makes of a value that came from outside. */
export type Read<Reader extends (value: unknown) => object | undefined> = Readonly<NonNullable<ReturnType<Reader>>>;

/** An object that came from outside: its own members, each as what it should be or else undefined. */
export class Members {
  readonly #members: ReadonlyMap<string, unknown>;

  constructor(value: unknown) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    this.#members = new Map(isObject ? Object.entries(value) : []);
  }

  get(name: string): unknown {
    return this.#members.get(name);
  }

  /** A text that has something in it. */
  text(name: string): string | undefined {
    const value = this.get(name);
    return typeof value === 'string' && value.trim() !== '' ? value : undefined;
  }

  /** A whole number from 1 up. */
  count(name: string): number | undefined {
    const value = this.get(name);
    return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined;
  }

  /** A number, which may have stayed text as it was written (`parseJson`). */
  number(name: string): number | undefined {
    const value = this.get(name);
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
  }

  list(name: string): readonly unknown[] {
    const value = this.get(name);
    return Array.isArray(value) ? value : [];
  }

  /** What the reader makes of a list, without what it makes nothing of. */
  each<Item>(name: string, read: (value: unknown) => Item | undefined): readonly Item[] {
    return this.list(name).flatMap(value => read(value) ?? []);
  }

  texts(name: string): readonly string[] {
    return this.list(name).filter(value => typeof value === 'string' && value !== '') as string[];
  }
}
