import type { ResolvedResource, ResolvedStack } from './types.ts';

/** The resources of these types, in order of creation. */
export const resourcesOf = (stack: ResolvedStack, ...types: string[]): ResolvedResource[] =>
  [...stack.resources.values()].filter(({ type }) => types.includes(type));

/** A logical id, or a name made of one, without the hash at its end by which the CDK tells equal ones apart. */
export const withoutHash = (name: string): string => name.replace(/[0-9A-F]{8}$/, '');
