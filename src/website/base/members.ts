import { isNumber } from './json.ts';

/** The type that a reader function returns for an untrusted value. */
export type Read<Reader extends (value: unknown) => object | undefined> = Readonly<NonNullable<ReturnType<Reader>>>;

/** An untrusted object. Each member is read with its expected type, else it is undefined. */
export class Members {
  readonly #members: ReadonlyMap<string, unknown>;

  constructor(value: unknown) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    this.#members = new Map(isObject ? Object.entries(value) : []);
  }

  get(name: string): unknown {
    return this.#members.get(name);
  }

  /** A text that is not blank. */
  text(name: string): string | undefined {
    const value = this.get(name);
    return typeof value === 'string' && value.trim() !== '' ? value : undefined;
  }

  /** A whole number of at least 1. */
  count(name: string): number | undefined {
    const value = this.number(name);
    return Number.isSafeInteger(value) && value! > 0 ? value : undefined;
  }

  number(name: string): number | undefined {
    const value = this.get(name);
    return isNumber(value) && Number.isFinite(Number(value)) ? Number(value) : undefined;
  }

  list(name: string): readonly unknown[] {
    const value = this.get(name);
    return Array.isArray(value) ? value : [];
  }

  /** The list's items as the reader returns them, without those that it cannot read. */
  each<Item>(name: string, read: (value: unknown) => Item | undefined): readonly Item[] {
    return this.list(name).flatMap(value => read(value) ?? []);
  }

  texts(name: string): readonly string[] {
    return this.list(name).filter(value => typeof value === 'string' && value !== '') as string[];
  }
}
