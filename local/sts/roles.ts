import { isObject } from '../json.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import { account, partition } from '../stack/template.ts';
import type { ResolvedStack } from '../stack/types.ts';

export interface Role {
  name: string;
  /** In seconds. */
  maxSessionDuration: number;
  /** Whether an identity of the account, and not only a service, may assume it. */
  trustsAccount: boolean;
}

/** The IAM roles of a stack by their ARNs. Throws a Problem that names a property which is not known here. */
export const rolesOf = (stack: ResolvedStack): Map<string, Role> =>
  new Map(
    resourcesOf(stack, 'AWS::IAM::Role').map(resource => {
      const section = new Section(resource).only(
        ['AssumeRolePolicyDocument', 'MaxSessionDuration', 'RoleName'],
        ['Description', 'ManagedPolicyArns', 'PermissionsBoundary', 'Policies', 'Tags'],
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

/** Who of the account it is cannot be told: all functions have the same credentials here. */
function trustsAccount(statement: unknown): boolean {
  if (!isObject(statement) || statement.Effect !== 'Allow') return false;
  const { Action, Principal } = statement;
  return [Action].flat().includes('sts:AssumeRole') && isObject(Principal) && Principal.AWS !== undefined;
}
