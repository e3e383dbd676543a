import { resourcesOf } from '../stack/resources.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { localApprover } from '../synth.ts';
import type { Account, UserPool } from './user-pools.ts';

/** It opens nothing but what runs on this machine, and keeps to any password policy. */
const password = 'Reviewer-on-this-machine-1';

export interface Reviewer {
  name: string;
  password: string;
  accounts: Account[];
}

/**
 * The account with which one can sign in: that of the stack's first approver, in all groups. Undefined where there are
 * no user pools.
 */
export function reviewerOf(stack: ResolvedStack, pools: UserPool[]): Reviewer | undefined {
  if (pools.length === 0) return undefined;
  const mails = resourcesOf(stack, 'AWS::SNS::Subscription')
    .filter(({ properties }) => properties.Protocol === 'email');
  const name = String(mails[0]?.properties.Endpoint ?? localApprover);
  const accounts = pools.map(({ id, groups }) =>
    ({ userPoolId: id, email: name, password, groups: groups.map(group => group.name) }));
  return { name, password, accounts };
}
