import { isNumber as isAnyNumber, isObject } from '../json.ts';
import type { Shape } from './service-model.ts';

/** A requirement besides the type, in AWS's words. */
interface Constraint {
  must: string;
  isMet(value: unknown): boolean;
}

/** A shape, compiled for checking values. */
export interface Rule {
  shape: Shape;
  /** In AWS's order. Lengths come first, so that no pattern runs on a text that is too long. */
  constraints: Constraint[];
  members: [name: string, rule: Rule][];
  /** Of a list's items, or of a map's keys and values. */
  member?: Rule;
  key?: Rule;
  value?: Rule;
}

/** Traits that differ from the model, by shape name. */
export type Exceptions = Record<string, { [K in keyof Shape]?: Shape[K] | undefined }>;

/** The rule for a shape and for all that it contains. Throws for a pattern that JavaScript cannot compile. */
export function ruleOf(name: string, shapes: Record<string, Shape>, exceptions: Exceptions = {}): Rule {
  const rules = new Map<string, Rule>();
  const of = (shapeName: string): Rule => {
    const known = rules.get(shapeName);
    if (known) return known;
    const shape = { ...shapes[shapeName]!, ...exceptions[shapeName] } as Shape;
    const rule: Rule = { shape, constraints: constraintsOf(shape), members: [] };
    // Set before its members are read, because a shape may contain itself.
    rules.set(shapeName, rule);
    rule.members = Object.entries(shape.members ?? {}).map(([member, inner]) => [member, of(inner.shape)]);
    for (const part of ['member', 'key', 'value'] as const) {
      const inner = shape[part];
      if (inner) rule[part] = of(inner.shape);
    }
    return rule;
  };
  return of(name);
}

function constraintsOf(shape: Shape): Constraint[] {
  const { type, min, max, pattern, enum: values } = shape;
  const constraints: Constraint[] = [];
  const add = (must: string, isMet: Constraint['isMet']) => constraints.push({ must: `Member must ${must}`, isMet });
  const measure = isNumber(type) ? 'value' : 'length';
  if (max !== undefined) add(`have ${measure} less than or equal to ${max}`, value => sizeOf(value, type) <= max);
  if (min !== undefined) add(`have ${measure} greater than or equal to ${min}`, value => sizeOf(value, type) >= min);
  if (pattern !== undefined) {
    // The patterns are written for Java, which matches the whole text.
    const whole = new RegExp(`^(?:${pattern})$`, 'u');
    add(`satisfy regular expression pattern: ${pattern}`, value => whole.test(value as string));
  }
  if (values) add(`satisfy enum value set: [${values.join(', ')}]`, value => values.includes(value as string));
  return constraints;
}

function sizeOf(value: unknown, type: Shape['type']): number {
  if (isNumber(type)) return Number(value);
  if (type === 'blob') return Buffer.byteLength(value as string, 'base64');
  return type === 'map' ? Object.keys(value as object).length : (value as string | unknown[]).length;
}

const isNumber = (type: Shape['type']) => ['integer', 'long', 'float', 'double'].includes(type);

const isText = (value: unknown) => typeof value === 'string';

const isFiniteNumber = (value: unknown) => isAnyNumber(value) && Number.isFinite(Number(value));

const isLong = (digits: string) => /^-?\d+$/.test(digits) && BigInt.asIntN(64, BigInt(digits)) === BigInt(digits);

/** What each type is in JSON. */
export const types: Record<Shape['type'], { name: string; has(value: unknown): boolean }> = {
  structure: { name: 'a JSON object', has: isObject },
  map: { name: 'a JSON object', has: isObject },
  list: { name: 'a list', has: Array.isArray },
  string: { name: 'a string', has: isText },
  blob: {
    name: 'a base64 string',
    has: value => typeof value === 'string' && value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value),
  },
  boolean: { name: 'a boolean', has: value => typeof value === 'boolean' },
  // Seconds since 1970, or RFC 3339 (from state machines).
  timestamp: { name: 'a timestamp', has: value => isText(value) || isFiniteNumber(value) },
  integer: { name: 'a whole number', has: value => isAnyNumber(value) && Number(value) === (Number(value) | 0) },
  long: {
    name: 'a whole number',
    has: value => isAnyNumber(value) && (Number.isSafeInteger(Number(value)) || isLong(String(value))),
  },
  float: { name: 'a number', has: isFiniteNumber },
  double: { name: 'a number', has: isFiniteNumber },
};
