import { Problem } from '../problem.ts';
import type { ResolvedResource } from './types.ts';

/** Property names: a list, or a text with a space between names. */
type Names = string | readonly string[];

/**
 * One object among a resource's properties. It keeps its path, so that errors name the resource and the property:
 * `Site (AWS::CloudFront::Distribution): DistributionConfig.Origins[0].OriginShield …`.
 */
export class Section {
  readonly #resource: ResolvedResource;
  readonly #path: string;
  readonly #values: Record<string, unknown>;

  constructor(resource: ResolvedResource, path = '', values: unknown = resource.properties) {
    this.#resource = resource;
    this.#path = path;
    if (typeof values !== 'object' || values === null || Array.isArray(values)) this.#fail(path, 'must be an object');
    this.#values = values as Record<string, unknown>;
  }

  /** Throws for any property except those that the runner reads and those without effect here (`ignored`). */
  only(read: Names, ignored: Names = []): this {
    const known = [read, ignored].flatMap(names => (typeof names === 'string' ? names.split(' ') : names));
    for (const [name, value] of Object.entries(this.#values))
      if (!known.includes(name) && !isAbsent(value)) this.stop(name);
    return this;
  }

  /** Throws: the runner does not support this property, or its value. */
  stop(name: string, detail = 'is not supported by the runner'): never {
    this.#fail(this.#join(name), detail);
  }

  has(name: string): boolean {
    return !isAbsent(this.#values[name]);
  }

  names(): string[] {
    return Object.keys(this.#values);
  }

  raw(name: string): unknown {
    return this.#values[name];
  }

  text(name: string): string {
    return this.optionalText(name) ?? this.stop(name, 'is missing');
  }

  optionalText(name: string): string | undefined {
    const value = this.#values[name];
    if (value === undefined || value === null) return undefined;
    return isScalar(value) ? String(value) : this.stop(name, 'must be a string');
  }

  /** CloudFormation accepts both `true` and `"true"`. */
  flag(name: string): boolean {
    const text = this.optionalText(name)?.toLowerCase() ?? 'false';
    return text === 'true' || (text === 'false' ? false : this.stop(name, 'must be true or false'));
  }

  /** CloudFormation accepts both `7` and `"7"`. */
  integer(name: string): number | undefined {
    const text = this.optionalText(name);
    if (text === undefined) return undefined;
    return /^\d{1,15}$/.test(text) ? Number(text) : this.stop(name, 'must be a whole number');
  }

  texts(name: string): string[] {
    return this.#list(name).map(value => (isScalar(value) ? String(value) : this.stop(name, 'must list strings')));
  }

  /** An object whose members are strings, numbers or booleans. */
  map(name: string): Map<string, string> {
    const section = this.section(name);
    return new Map(section?.names().map(key => [key, section.text(key)]));
  }

  section(name: string): Section | undefined {
    return this.has(name) ? new Section(this.#resource, this.#join(name), this.#values[name]) : undefined;
  }

  requiredSection(name: string): Section {
    return this.section(name) ?? this.stop(name, 'is missing');
  }

  sections(name: string): Section[] {
    return this.#list(name).map((value, index) => new Section(this.#resource, `${this.#join(name)}[${index}]`, value));
  }

  #list(name: string): unknown[] {
    const value = this.#values[name] ?? [];
    return Array.isArray(value) ? value : this.stop(name, 'must be a list');
  }

  #join(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`;
  }

  #fail(path: string, detail: string): never {
    throw new Problem(`${this.#resource.logicalId} (${this.#resource.type}): ${path} ${detail}`);
  }
}

/** Values that mean the same as leaving the property out: null, false, an empty list, object or string. */
function isAbsent(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
