import { isNumber, isObject } from '../json.ts';
import { Problem } from '../problem.ts';

type Test = (value: unknown) => boolean;

/**
 * Compiles an event pattern to a test. It may have exact values and the content filters prefix, suffix, anything-but,
 * exists and numeric. Throws a Problem that names anything else.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function compilePattern(pattern: unknown, path: string): Test {
  if (!isObject(pattern) || Object.keys(pattern).length === 0)
    throw new Problem(`${path} must be an object with at least one field, not ${JSON.stringify(pattern)}`);
  const fields = Object.entries(pattern).map(([name, each]): [string, Test] => {
    const where = `${path}.${name}`;
    if (name.startsWith('$')) throw new Problem(`${where} is not supported by the runner`);
    return [name, Array.isArray(each) ? compileField(each, where) : compilePattern(each, where)];
  });
  const matches: Test = value => {
    if (Array.isArray(value)) return value.some(matches);
    const own = isObject(value) ? new Map(Object.entries(value)) : new Map<string, unknown>();
    return fields.every(([name, test]) => test(own.get(name)));
  };
  return matches;
}

function compileField(alternatives: unknown[], path: string): Test {
  if (alternatives.length === 0) throw new Problem(`${path} must not be an empty list`);
  const tests = alternatives.map((each, index) => compileAlternative(each, `${path}[${index}]`));
  return value => {
    const leaves = leavesOf(value);
    return tests.some(test => test(leaves));
  };
}

/** The values that a filter tests: a list gives its items, an object nothing. */
function leavesOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return value === undefined || isObject(value) ? [] : [value];
}

function compileAlternative(alternative: unknown, path: string): (leaves: unknown[]) => boolean {
  if (!isObject(alternative)) return any(equals(alternative, path));
  const [name = '', ...more] = Object.keys(alternative);
  const operand = alternative[name];
  const where = `${path}.${name}`;
  if (more.length > 0) throw new Problem(`${path} must have one filter, not ${Object.keys(alternative).join(', ')}`);
  if (name === 'exists') {
    if (typeof operand !== 'boolean') throw new Problem(`${where} must be true or false`);
    return leaves => leaves.length > 0 === operand;
  }
  if (name === 'anything-but') return any(anythingBut(operand, where));
  return any(filter(name, operand, where));
}

const any = (test: Test) => (leaves: unknown[]) => leaves.some(test);

function equals(expected: unknown, path: string): Test {
  if (typeof expected === 'object' && expected !== null) throw new Problem(`${path} must not be a list`);
  // Numbers match by their digits: 300, 300.0 and 3.0e2 are three.
  return value => JSON.stringify(value) === JSON.stringify(expected);
}

function anythingBut(operand: unknown, path: string): Test {
  if (isObject(operand)) {
    const [name = ''] = Object.keys(operand);
    const test = name === 'prefix' || name === 'suffix' ? filter(name, operand[name], `${path}.${name}`) : undefined;
    if (!test || Object.keys(operand).length > 1) throw new Problem(`${path}.${name} is not supported by the runner`);
    return value => !test(value);
  }
  const tests = [operand].flat().map((each, index) => equals(each, `${path}[${index}]`));
  return value => !tests.some(test => test(value));
}

function filter(name: string, operand: unknown, path: string): Test {
  if (name === 'numeric') return numeric(operand, path);
  if (name !== 'prefix' && name !== 'suffix') throw new Problem(`${path} is not supported by the runner`);
  if (typeof operand !== 'string') throw new Problem(`${path} must be a text: the runner supports nothing else`);
  return value =>
    typeof value === 'string' && (name === 'prefix' ? value.startsWith(operand) : value.endsWith(operand));
}

const comparisons: Record<string, (value: number, bound: number) => boolean> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** Operators and numbers in turn: `[">", 0, "<=", 5]`. */
function numeric(operand: unknown, path: string): Test {
  const list: unknown[] = Array.isArray(operand) ? operand : [];
  const tests = list.flatMap((operator, index): ((value: number) => boolean)[] => {
    if (index % 2 === 1) return [];
    const [compare, bound] = [comparisons[String(operator)], list[index + 1]];
    if (!compare || typeof bound !== 'number') throw new Problem(`${path} must list operators and numbers by turns`);
    return [value => compare(value, bound)];
  });
  if (tests.length === 0) throw new Problem(`${path} must list operators and numbers by turns`);
  return value => isNumber(value) && tests.every(test => test(Number(value)));
}
