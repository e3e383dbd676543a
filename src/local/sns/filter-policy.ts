import { isObject } from '../json.ts';
import { Problem } from '../problem.ts';

/** A message attribute as a filter policy sees it: one value, or those of a String.Array. */
export type Attributes = Map<string, (string | number | boolean | null)[]>;

type Value = string | number | boolean | null;
type Matcher = (values: Value[] | undefined, attributes: Attributes) => boolean;

/**
 * What tells whether a subscription gets a message, made of its filter policy on message attributes
 * (https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html). Throws a Problem that names an
 * operator which is not known here.
 */
export function compileFilterPolicy(policy: unknown, path: string): (attributes: Attributes) => boolean {
  if (!isObject(policy)) throw new Problem(`${path}: a filter policy is an object, not ${JSON.stringify(policy)}`);
  const rules = Object.entries(policy).map(([name, conditions]): [string, Matcher[]] => {
    const at = `${path}.${name}`;
    if (name.startsWith('$')) throw new Problem(`${at}: the runner does not know the operator ${name}`);
    if (!Array.isArray(conditions)) throw new Problem(`${at}: needs a list, not ${JSON.stringify(conditions)}`);
    return [name, conditions.map((condition: unknown, index) => compile(condition, `${at}[${index}]`))];
  });
  return attributes => rules.every(([name, matchers]) =>
    matchers.some(matches => matches(attributes.get(name), attributes)));
}

function compile(condition: unknown, path: string): Matcher {
  if (!isObject(condition)) return some(value => value === condition);
  const [operator, ...others] = Object.keys(condition);
  const argument = condition[operator!];
  if (others.length > 0) throw new Problem(`${path}: needs one operator, not ${Object.keys(condition).join(', ')}`);
  switch (operator) {
    case 'prefix': return some(startsWith(argument, path));
    case 'anything-but': return some(not(oneOf(argument, path)));
    case 'exists':
      // As documented: `false` needs a message that has some other attribute.
      return argument === true ? values => values !== undefined : (values, all) => values === undefined && all.size > 0;
    case 'numeric': return some(inRange(argument, path));
    default: throw new Problem(`${path}: the runner does not know the filter policy operator ${operator}`);
  }
}

type Predicate = (value: Value) => boolean;

const some = (test: Predicate): Matcher => values => values !== undefined && values.some(test);

const not = (test: Predicate): Predicate => value => !test(value);

function startsWith(prefix: unknown, path: string): Predicate {
  if (typeof prefix !== 'string') throw new Problem(`${path}.prefix: needs a string, not ${JSON.stringify(prefix)}`);
  return value => typeof value === 'string' && value.startsWith(prefix);
}

function oneOf(argument: unknown, path: string): Predicate {
  if (isObject(argument)) {
    const [operator, ...others] = Object.keys(argument);
    if (operator === 'prefix' && others.length === 0) return startsWith(argument.prefix, `${path}.anything-but`);
    throw new Problem(`${path}.anything-but: the runner does not know the filter policy operator ${operator}`);
  }
  const values = [argument].flat();
  return value => values.includes(value);
}

const comparisons: Record<string, (value: number, bound: number) => boolean> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** `["=", 5]`, or one or two of `[">=", 1, "<", 10]`. */
function inRange(argument: unknown, path: string): Predicate {
  const list = Array.isArray(argument) ? argument as unknown[] : [];
  const tests = list.flatMap((comparison, index) => {
    const compare = comparisons[String(comparison)];
    const bound = list[index + 1];
    return index % 2 === 0 && compare && typeof bound === 'number' ? [(value: number) => compare(value, bound)] : [];
  });
  if (tests.length === 0 || tests.length * 2 !== list.length)
    throw new Problem(`${path}.numeric: needs comparisons and numbers in turn, not ${JSON.stringify(argument)}`);
  return value => typeof value === 'number' && tests.every(test => test(value));
}
