import { AwsError } from '../endpoint/error.ts';
import { isNumber } from '../json.ts';
import { ruleOf, types, type Exceptions, type Rule } from './rules.ts';
import { readModels, type ServiceModel, type Shape } from './service-model.ts';

/** The deepest nesting of a request. Without a limit, recursive shapes could overflow the call stack. */
const mostLevels = 100;

/** Checks requests against AWS's model of the service. The first check reads the model. */
export class Requests {
  readonly #service: string;
  readonly #exceptions: Exceptions;
  readonly #rules = new Map<string, Rule>();
  #model?: ServiceModel;

  /** `service` is the name of its folder in botocore. */
  constructor(service: string, exceptions: Exceptions = {}) {
    this.#service = service;
    this.#exceptions = exceptions;
  }

  /**
   * The request without null and unknown members. Throws SerializationException for a wrong type, else
   * ValidationException with the first broken constraint of each value.
   */
  check<T>(operation: string, request: unknown): T {
    const problems: string[] = [];
    const rule = this.#rule(operation);
    checkType(rule, request, []);
    const checked = contents(rule, request, [], problems);
    if (problems.length === 0) return checked as T;
    const errors = problems.length === 1 ? 'error' : 'errors';
    throw new AwsError(
      'ValidationException',
      `${problems.length} validation ${errors} detected: ${problems.join('; ')}`,
    );
  }

  #rule(operation: string): Rule {
    const known = this.#rules.get(operation);
    if (known) return known;
    this.#model ??= readModels<ServiceModel>([this.#service], 'service-2').get(this.#service)!;
    const { operations, shapes } = this.#model;
    const rule = ruleOf(operations[operation]!.input!.shape, shapes, this.#exceptions);
    this.#rules.set(operation, rule);
    return rule;
  }
}

function checkType({ shape }: Rule, value: unknown, path: string[]): void {
  const { name, has } = types[shape.type];
  if (!has(value)) throw new AwsError('SerializationException', `${path.join('.') || 'The request'} must be ${name}`);
  if (path.length > mostLevels) throw new AwsError('SerializationException', 'The request is nested too deep');
}

/** The first constraint that a value does not meet. */
function broken(rule: Rule, value: unknown, path: string[]): string | undefined {
  checkType(rule, value, path);
  return rule.constraints.find(({ isMet }) => !isMet(value))?.must;
}

/** The value without null and unknown members. Adds the problems of its parts; callers check the value itself. */
function contents(rule: Rule, value: unknown, path: string[], problems: string[]): unknown {
  const { shape, member, key, value: mapped } = rule;
  /** AWS names the constraints that some item does not meet, but not the item. */
  const meet = (items: Item[], inner: Rule, what: string): boolean => {
    if (items.every(item => broken(inner, item.value, item.path) === undefined)) return true;
    const all = inner.constraints.map(({ must }) => must).join(', ');
    problems.push(problem(rule, value, path, `${what} must satisfy constraint: [${all}]`));
    return false;
  };
  switch (shape.type) {
    case 'structure':
      return structure(rule, value as Record<string, unknown>, path, problems);
    case 'list': {
      const items = (value as unknown[]).map((item, i) => ({ value: item, path: [...path, String(i + 1), 'member'] }));
      if (!meet(items, member!, 'Member')) return undefined;
      return items.map(item => contents(member!, item.value, item.path, problems));
    }
    case 'map': {
      const entries = Object.entries(value as object).filter(([, item]) => item !== null);
      const names = entries.map(([name]) => ({ value: name, path }));
      const items = entries.map(([name, item]) => ({ value: item as unknown, path: [...path, name, 'member'] }));
      const isGood = meet(names, key!, 'Map keys');
      if (!meet(items, mapped!, 'Map value') || !isGood) return undefined;
      return Object.fromEntries(
        items.map((item, i) => [entries[i]![0], contents(mapped!, item.value, item.path, problems)]),
      );
    }
    default:
      return isNumber(value) && (shape.type !== 'long' || Number.isSafeInteger(Number(value))) ? Number(value) : value;
  }
}

interface Item {
  value: unknown;
  path: string[];
}

function structure({ shape, members }: Rule, given: Record<string, unknown>, path: string[], problems: string[]) {
  return Object.fromEntries(
    members.flatMap(([name, rule]) => {
      const value = given[name] ?? null;
      if (value === null && !shape.required?.includes(name)) return [];
      const inner = [...path, name[0]!.toLowerCase() + name.slice(1)];
      const constraint = value === null ? 'Member must not be null' : broken(rule, value, inner);
      if (constraint === undefined) return [[name, contents(rule, value, inner, problems)]];
      problems.push(problem(rule, value, inner, constraint));
      return [];
    }),
  );
}

function problem(rule: Rule, value: unknown, path: string[], constraint: string): string {
  return `Value${shown(rule, value)} at '${path.join('.')}' failed to satisfy constraint: ${constraint}`;
}

/** Empty for secrets, and for structures, maps and blobs, which AWS prints as Java objects. */
function shown({ shape: { sensitive, type }, member }: Rule, value: unknown): string {
  const isPlain = (each: Shape['type']) => !['structure', 'map', 'list', 'blob'].includes(each);
  if (sensitive || member?.shape.sensitive) return '';
  if (value === null) return ' null';
  if (isPlain(type)) return ` '${String(value)}'`;
  return member && isPlain(member.shape.type) ? ` '[${(value as unknown[]).join(', ')}]'` : '';
}
