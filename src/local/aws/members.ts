import { isObject } from '../json.ts';
import { AwsError } from './error.ts';

/** The members of a request in an AWS JSON protocol, each of which must be of its type. Throws as services do. */
export class Members {
  readonly #values: Record<string, unknown>;

  constructor(input: unknown) {
    if (!isObject(input)) throw new AwsError('SerializationException', 'The request must be a JSON object.');
    this.#values = input;
  }

  text(name: string): string {
    return this.optionalText(name) ?? this.#missing(name);
  }

  optionalText(name: string): string | undefined {
    return this.#optional(name, 'text', (value): value is string => typeof value === 'string');
  }

  /** A whole number, between the limits if it is there. */
  integer(name: string, min: number, max: number): number | undefined {
    const value = this.#optional(name, 'whole number', (each): each is number => Number.isInteger(each));
    if (value !== undefined && (value < min || value > max)) {
      throw new AwsError('InvalidParameterValue',
        `Value ${value} for parameter ${name} is invalid. Reason: Must be >= ${min} and <= ${max}, if provided.`);
    }
    return value;
  }

  /** A list of texts; an absent one is empty. */
  texts(name: string): string[] {
    const list = this.#optional(name, 'list of texts', (value): value is string[] =>
      Array.isArray(value) && value.every(each => typeof each === 'string'));
    return list ?? [];
  }

  list(name: string): unknown[] {
    const list = this.#optional(name, 'list', (value): value is unknown[] => Array.isArray(value));
    return list ?? this.#missing(name);
  }

  object(name: string): Record<string, unknown> {
    return this.#optional(name, 'object', isObject) ?? {};
  }

  #optional<T>(name: string, type: string, is: (value: unknown) => value is T): T | undefined {
    const value = this.#values[name] ?? undefined;
    if (value === undefined || is(value)) return value;
    throw new AwsError('SerializationException', `'${name}' must be a ${type}.`);
  }

  #missing(name: string): never {
    const member = name[0]!.toLowerCase() + name.slice(1);
    throw new AwsError('ValidationException',
      `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`);
  }
}
