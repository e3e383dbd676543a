import type { LambdaFunction } from '../lambda/function.ts';

/** The values of secrets that the template only names, by the variable with which it names them to a function. */
export const localSecrets = (
  functions: readonly Pick<LambdaFunction, 'environment'>[],
  values: Record<string, string>,
): Map<string, string> =>
  new Map(
    functions.flatMap(({ environment }) =>
      Object.entries(environment)
        .filter(([variable]) => Object.hasOwn(values, variable))
        .map(([variable, name]) => [name, values[variable]!] as const),
    ),
  );
