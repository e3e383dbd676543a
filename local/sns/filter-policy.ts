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
  for (const [name, values] of Object.entries(policy)) {
    const stop = (what: string, value: unknown): never => {
      throw new Problem(`${path}.${name}: ${what}, not ${JSON.stringify(value)}`);
    };
    if (!Array.isArray(values)) return stop('needs a list', values);
    for (const value of values as unknown[])
      if (typeof value !== 'string') stop('the runner supports only texts in filter policies', value);
  }
  return attributes =>
    Object.entries(policy).every(([name, values]) => (values as unknown[]).includes(attributes.get(name)));
}
