import { isNumber } from '../json.ts';
import { evaluate, find, type Scope } from './expressions.ts';

export type Rule = Record<string, unknown>;

type Comparison = (value: unknown, operand: unknown) => boolean;
type Comparable = string | number | boolean;

/** Converts a value of each type for comparison; undefined for a value of another type. */
const types: Record<string, (value: unknown) => Comparable | undefined> = {
  String: value => (typeof value === 'string' ? value : undefined),
  Numeric: value => (isNumber(value) ? Number(value) : undefined),
  Boolean: value => (typeof value === 'boolean' ? value : undefined),
  Timestamp: timestamp,
};

const orders: Record<string, (a: Comparable, b: Comparable) => boolean> = {
  Equals: (a, b) => a === b,
  LessThan: (a, b) => a < b,
  LessThanEquals: (a, b) => a <= b,
  GreaterThan: (a, b) => a > b,
  GreaterThanEquals: (a, b) => a >= b,
};

const comparisons: Record<string, Comparison | undefined> = {
  __proto__: null!,
  IsNull: (value, expected) => (value === null) === expected,
  IsPresent: (value, expected) => (value !== undefined) === expected,
  StringMatches: (value, pattern) => typeof value === 'string' && matcher(String(pattern)).test(value),
};
for (const [type, comparable] of Object.entries(types)) {
  comparisons[`Is${type}`] = (value, expected) => (comparable(value) !== undefined) === expected;
  for (const [order, inOrder] of Object.entries(orders)) {
    comparisons[type + order] = (value, operand) => {
      const [a, b] = [comparable(value), comparable(operand)];
      return a !== undefined && b !== undefined && inOrder(a, b);
    };
  }
}

/** Only `*` is special. A backslash before it makes it an ordinary character. */
const matcher = (pattern: string) =>
  new RegExp(`^${pattern.replace(/\\?./gs, part => (part === '*' ? '.*' : RegExp.escape(part.at(-1)!)))}$`, 's');

/** The comparison with this name. A name that ends in `Path` reads its operand from a path. */
export const comparisonOf = (operator: string): Comparison | undefined => comparisons[operator.replace(/Path$/, '')];

/** Whether a choice rule holds. https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html */
export function holds(rule: Rule, scope: Scope): boolean {
  const { Variable, And, Or, Not } = rule;
  if (And) return (And as Rule[]).every(inner => holds(inner, scope));
  if (Or) return (Or as Rule[]).some(inner => holds(inner, scope));
  if (Not) return !holds(Not as Rule, scope);
  const [operator, operand] = Object.entries(rule).find(([name]) => comparisonOf(name))!;
  const value = operator === 'IsPresent' ? find(String(Variable), scope) : evaluate(Variable, scope);
  return comparisonOf(operator)!(value, operator.endsWith('Path') ? evaluate(operand, scope) : operand);
}

const timestampPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** The milliseconds of a timestamp in the States Language's format; undefined for any other value. */
export function timestamp(value: unknown): number | undefined {
  const time = typeof value === 'string' && timestampPattern.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? undefined : time;
}
