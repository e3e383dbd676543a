import { Problem } from '../problem.ts';
import type { ResolvedResource } from './types.ts';

/**
 * One object of a resource's properties. It knows its place, so that whatever cannot be served locally stops with the
 * logical id and the property: `Site (AWS::CloudFront::Distribution): DistributionConfig.Origins[0].OriginShield …`.
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

  /** Stops at a property that is neither read (`read`) nor without effect on this machine (`ignored`). */
  only(read: readonly string[], ignored: readonly string[] = []): this {
    for (const [name, value] of Object.entries(this.#values)) {
      if (!read.includes(name) && !ignored.includes(name) && !isAbsent(value)) this.stop(name);
    }
    return this;
  }

  /** Throws that the property, or the value that it has, is not supported. */
  stop(name: string, detail = 'is not known to the runner'): never {
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

  /** CloudFormation takes `true` and `"true"` alike. */
  flag(name: string): boolean {
    const text = this.optionalText(name)?.toLowerCase() ?? 'false';
    return text === 'true' || (text === 'false' ? false : this.stop(name, 'must be true or false'));
  }

  /** CloudFormation takes `7` and `"7"` alike. */
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

/** What a template writes where it leaves a property out: nothing, an empty list, object or string, or false. */
function isAbsent(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
