import type { LambdaFunction } from '../lambda/function.ts';

/** The values of secrets that the stack only names, by name. `values` has them by the variable that names one. */
export const localSecrets = (
  functions: readonly Pick<LambdaFunction, 'environment'>[],
  values: Record<string, string>,
): Record<string, string> =>
  Object.fromEntries(
    functions.flatMap(({ environment }) =>
      Object.entries(environment)
        .filter(([variable]) => Object.hasOwn(values, variable))
        .map(([variable, name]) => [name, values[variable]!]),
    ),
  );
