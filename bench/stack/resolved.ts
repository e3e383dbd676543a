import { readAssembly } from '../../local/stack/assembly.ts';
import { resolveStacks } from '../../local/stack/resolve.ts';
import type { RunningStack } from './running-stack.ts';

/** The resources of a running stack, and where its assets are. */
export function resolvedStack(cdkOutput: string, { endpoints }: RunningStack) {
  const { stacks, asset } = readAssembly([cdkOutput], 'ApprovalWorkflow');
  const host = (url: string) => new URL(url).host;
  const stack = resolveStacks(stacks, {
    websiteHost: host(endpoints.website),
    cognitoHost: host(endpoints.cognito),
    awsHost: host(endpoints.aws),
  });
  return { stack, asset };
}
