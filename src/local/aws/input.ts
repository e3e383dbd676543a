import { isObject } from '../json.ts';
import { AwsError } from './error.ts';

/** What a text must be. */
export interface TextRule {
  min?: number;
  max: number;
  pattern?: string;
}

/**
 * The members of a request, which it must have as the service model says. Throws ValidationException, or for another
 * type SerializationException.
 */
export class Input {
  readonly #values: Record<string, unknown>;
  readonly #path: string;

  constructor(values: unknown, path = '') {
    if (!isObject(values)) throw new AwsError('SerializationException', `${path || 'The request'} must be an object`);
    this.#values = values;
    this.#path = path;
  }

  has(name: string): boolean {
    return (this.#values[name] ?? undefined) !== undefined;
  }

  text(name: string, rule: TextRule): string {
    return this.optionalText(name, rule) ?? this.#refuse(name, null, 'Member must not be null');
  }

  optionalText(name: string, { min = 0, max, pattern }: TextRule): string | undefined {
    if (!this.has(name)) return undefined;
    const value = this.#values[name];
    if (typeof value !== 'string') this.#wrongType(name, 'string');
    if (value.length < min) this.#refuse(name, value, `Member must have length greater than or equal to ${min}`);
    if (value.length > max) this.#refuse(name, value, `Member must have length less than or equal to ${max}`);
    if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(value))
      this.#refuse(name, value, `Member must satisfy regular expression pattern: ${pattern}`);
    return value;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[], otherwise: T): T {
    const value = this.optionalText(name, { max: Infinity });
    if (value === undefined) return otherwise;
    return allowed.find(each => each === value) ??
      this.#refuse(name, value, `Member must satisfy enum value set: [${allowed.join(', ')}]`);
  }

  /** A number within the limits, or what it is when it is not given. */
  number(name: string, { min, max = Infinity, whole = true }: { min: number; max?: number; whole?: boolean },
    otherwise: number): number {
    if (!this.has(name)) return otherwise;
    const value = this.#values[name];
    if (typeof value !== 'number' || whole && !Number.isInteger(value)) this.#wrongType(name, 'number');
    if (value < min) this.#refuse(name, value, `Member must have value greater than or equal to ${min}`);
    if (value > max) this.#refuse(name, value, `Member must have value less than or equal to ${max}`);
    return value;
  }

  texts(name: string, rule: TextRule, min: number, max: number): string[] {
    const list = this.#values[name] ?? this.#refuse(name, null, 'Member must not be null');
    if (!Array.isArray(list)) this.#wrongType(name, 'list');
    if (list.length < min || list.length > max)
      this.#refuse(name, list, `Member must have length between ${min} and ${max}`);
    return list.map((value, i) => new Input({ [i]: value as unknown }, name).text(String(i), rule));
  }

  /** True or false; false when it is not given. */
  flag(name: string): boolean {
    const value = this.#values[name] ?? false;
    return typeof value === 'boolean' ? value : this.#wrongType(name, 'boolean');
  }

  /** A list whose members `read` reads; an absent one is empty. */
  list<T>(name: string, read: (value: unknown, path: string) => T): T[] {
    const list = this.#values[name] ?? [];
    if (!Array.isArray(list)) this.#wrongType(name, 'list');
    return list.map((value, i) => read(value, `${this.#full(name)}.${i + 1}.member`));
  }

  object(name: string): Input {
    if (!this.has(name)) this.#refuse(name, null, 'Member must not be null');
    return new Input(this.#values[name], name);
  }

  raw(name: string): unknown {
    return this.#values[name] ?? undefined;
  }

  #wrongType(name: string, type: string): never {
    throw new AwsError('SerializationException', `${this.#full(name)} must be a ${type}`);
  }

  #refuse(name: string, value: unknown, constraint: string): never {
    const shown = value === null ? 'null' : `'${String(value).slice(0, 300)}'`;
    throw new AwsError('ValidationException', `1 validation error detected: Value ${shown} at '${this.#full(name)}' ` +
      `failed to satisfy constraint: ${constraint}`);
  }

  #full(name: string): string {
    const member = name[0]!.toLowerCase() + name.slice(1);
    return this.#path === '' ? member : `${this.#path[0]!.toLowerCase()}${this.#path.slice(1)}.${member}`;
  }
}
