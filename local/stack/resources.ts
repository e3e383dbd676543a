import type { ResolvedResource, ResolvedStack } from './types.ts';

/** The resources of these types, in order of creation. */
export const resourcesOf = (stack: ResolvedStack, ...types: string[]): ResolvedResource[] =>
  [...stack.resources.values()].filter(({ type }) => types.includes(type));
