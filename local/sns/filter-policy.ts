import { isObject } from '../json.ts';
import { Problem } from '../problem.ts';

/** A message's attributes. All have the type String. */
export type Attributes = Map<string, string>;

/**
 * Compiles a filter policy on message attributes to a test. Each attribute that it names must have one of the listed
 * texts. Throws a Problem that names any other kind of filter
 * (https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html).
 */
export function compileFilterPolicy(policy: unknown, path: string): (attributes: Attributes) => boolean {
  if (!isObject(policy)) throw new Problem(`${path}: a filter policy is an object, not ${JSON.stringify(policy)}`);
  const rules = Object.entries(policy).map(([name, values]): [string, unknown[]] => {
    if (!Array.isArray(values)) throw new Problem(`${path}.${name}: needs a list, not ${JSON.stringify(values)}`);
    const odd: unknown = values.find(value => typeof value !== 'string');
    if (odd !== undefined)
      throw new Problem(
        `${path}.${name}: the runner supports only texts in filter policies, not ${JSON.stringify(odd)}`,
      );
    return [name, values];
  });
  return attributes => rules.every(([name, values]) => values.includes(attributes.get(name)));
}
