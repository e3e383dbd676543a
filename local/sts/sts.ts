import { AwsError, unsupported } from '../endpoint/error.ts';
import { queryService } from '../endpoint/query.ts';
import { inSeconds } from '../formats.ts';
import { isObject } from '../json.ts';
import { Requests } from '../models/requests.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import { account, partition } from '../stack/template.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { compilePolicy } from './policy.ts';
import { arnOf, type Session, type Sessions } from './sessions.ts';

// The model has no limit for the policy (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html).
const requests = new Requests('sts', { unrestrictedSessionPolicyDocumentType: { max: 2048 } });

interface AssumeRole {
  RoleArn: string;
  RoleSessionName: string;
  DurationSeconds?: number;
  Policy?: string;
}

const known = ['DurationSeconds', 'Policy', 'RoleArn', 'RoleSessionName'];

/** The longest session by role chaining: functions call STS with their own role's session. */
const longestChained = 3600;

/**
 * The part of STS that functions need to assume a role of the stack. The roles' own permissions are not checked here.
 * S3 checks session policies.
 */
export class Sts {
  readonly service = queryService(
    'STS',
    { version: '2011-06-15', host: 'https://sts.amazonaws.com' },
    (action, parameters, caller) => this.handle(action, parameters, caller),
  );
  readonly #roles: ReturnType<typeof rolesOf>;
  readonly #sessions: Sessions;

  /** Throws a Problem that names a role that the runner does not support. */
  constructor(stack: ResolvedStack, sessions: Sessions) {
    this.#roles = rolesOf(stack);
    this.#sessions = sessions;
  }

  /** Returns the members of an action's result. `caller` is the caller's session, if it has one. */
  handle(action: string, parameters: URLSearchParams, caller: Session | undefined): Record<string, unknown> {
    const { Action: _, Version: __, ...members } = Object.fromEntries(parameters);
    if (action === 'GetCallerIdentity') {
      const { id, arn } = identityOf(caller);
      return { Arn: arn, UserId: id, Account: account };
    }
    if (action !== 'AssumeRole') throw unsupported(`${action} of STS`);
    try {
      return this.#assumeRole(members, caller);
    } catch (error) {
      throw named(error);
    }
  }

  /** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
  #assumeRole(members: Record<string, string>, caller: Session | undefined) {
    const more = Object.keys(members).find(name => !known.includes(name));
    if (more !== undefined) throw unsupported(`AssumeRole with ${more}`);
    const given = { ...members, DurationSeconds: wholeNumber(members.DurationSeconds) };
    const checked = requests.check<AssumeRole>('AssumeRole', given);
    const { RoleArn, RoleSessionName, DurationSeconds: seconds = 3600, Policy } = checked;
    const role = this.#roles.get(RoleArn);
    if (!role?.trustsAccount) {
      throw new AwsError(
        'AccessDenied',
        `User: ${identityOf(caller).arn} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
        403,
      );
    }
    const policy = Policy === undefined ? undefined : compilePolicy(Policy);
    if (seconds > role.maxSessionDuration)
      throw invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
    if (seconds > longestChained)
      throw invalid(
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
      );
    const session = this.#sessions.open(role.name, RoleSessionName, seconds, policy);
    const { id, arn } = identityOf(session);
    return {
      AssumedRoleUser: { AssumedRoleId: id, Arn: arn },
      Credentials: {
        AccessKeyId: session.accessKeyId,
        SecretAccessKey: session.secretAccessKey,
        SessionToken: session.token,
        Expiration: inSeconds(session.expires),
      },
      PackedPolicySize: Policy && Math.ceil(Policy.length / 20.48),
    };
  }
}

/** A caller without a session is the one local user. */
function identityOf(session: Session | undefined): { id: string; arn: string } {
  if (!session) return { id: 'AIDALOCALLOCALLOCALLO', arn: `arn:${partition}:iam::${account}:user/local` };
  return { id: `AROALOCALLOCALLOCALLO:${session.sessionName}`, arn: arnOf(session) };
}

/** The query protocol sends numbers as text. Other text stays, and fails the check. */
const wholeNumber = (text: string | undefined) => (/^-?\d{1,9}$/.test(text ?? '') ? Number(text) : text);

/** The query protocol has other names for errors of invalid input. */
function named(error: unknown): unknown {
  if (!(error instanceof AwsError)) return error;
  if (error.name === 'ValidationException') return invalid(error.message);
  return error.name === 'SerializationException' ? new AwsError('MalformedInput', error.message) : error;
}

const invalid = (message: string) => new AwsError('ValidationError', message);

/** The IAM roles of a stack by their ARNs. Throws a Problem that names a property that the runner does not support. */
const rolesOf = (stack: ResolvedStack) =>
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
          /** In seconds. */
          maxSessionDuration: section.integer('MaxSessionDuration') ?? 3600,
          /** Whether identities of the account, not only services, may assume it. */
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
