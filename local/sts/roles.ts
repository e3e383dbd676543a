import { isObject } from '../json.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import { account, partition } from '../stack/template.ts';
import type { ResolvedStack } from '../stack/types.ts';

export interface Role {
  name: string;
  /** In seconds. */
  maxSessionDuration: number;
  /** Whether identities of the account, not only services, may assume it. */
  trustsAccount: boolean;
}

/** The IAM roles of a stack by their ARNs. Throws a Problem that names a property that the runner does not support. */
export const rolesOf = (stack: ResolvedStack): Map<string, Role> =>
  new Map(
    resourcesOf(stack, 'AWS::IAM::Role').map(resource => {
      const section = new Section(resource).only(
        'AssumeRolePolicyDocument MaxSessionDuration RoleName',
        'Description ManagedPolicyArns PermissionsBoundary Policies Tags',
      );
      const statements = section.requiredSection('AssumeRolePolicyDocument').raw('Statement');
      return [
        `arn:${partition}:iam::${account}:role/${resource.ref}`,
        {
          name: resource.ref,
          maxSessionDuration: section.integer('MaxSessionDuration') ?? 3600,
          trustsAccount: Array.isArray(statements) && statements.some(trustsAccount),
        },
      ];
    }),
  );

/** The identity itself is not checked, because all functions have the same credentials here. */
function trustsAccount(statement: unknown): boolean {
  if (!isObject(statement) || statement.Effect !== 'Allow') return false;
  const { Action, Principal } = statement;
  return [Action].flat().includes('sts:AssumeRole') && isObject(Principal) && Principal.AWS !== undefined;
}
