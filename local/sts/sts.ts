import { AwsError, notHere } from '../endpoint/error.ts';
import { queryService } from '../endpoint/query.ts';
import { escaped } from '../markup.ts';
import { Requests } from '../models/requests.ts';
import { account, partition } from '../stack/template.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { compilePolicy } from './policy.ts';
import { rolesOf, type Role } from './roles.ts';
import { arnOf, type Session, type Sessions } from './sessions.ts';

// The model has no limit for the policy (https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html).
const requests = new Requests('sts', { unrestrictedSessionPolicyDocumentType: { max: 2048 } });

interface AssumeRole {
  RoleArn: string;
  RoleSessionName: string;
  DurationSeconds?: number;
  Policy?: string;
}

/** Longer, no session is that was opened by a role's session, as functions in AWS have it. */
const longestChained = 3600;

/**
 * STS as far as functions need it, who assume a role of the stack. What the roles themselves permit is not checked on
 * this machine; of a session policy, S3 heeds what it allows.
 */
export class Sts {
  readonly service = queryService(
    'STS',
    { version: '2011-06-15', host: 'https://sts.amazonaws.com' },
    (action, parameters, caller) => this.handle(action, parameters, caller),
  );
  readonly #roles: Map<string, Role>;
  readonly #sessions: Sessions;

  /** Throws a Problem that names a role of a kind that the runner does not know. */
  constructor(stack: ResolvedStack, sessions: Sessions) {
    this.#roles = rolesOf(stack);
    this.#sessions = sessions;
  }

  /** The result of an action, as XML. `caller` is the session that asks, if it is one. */
  handle(action: string, parameters: URLSearchParams, caller: Session | undefined): string {
    const { Action: _, Version: __, ...members } = Object.fromEntries(parameters);
    if (action === 'GetCallerIdentity') return callerIdentity(caller);
    if (action !== 'AssumeRole') throw notHere(`${action} of STS`);
    try {
      return this.#assumeRole(members, caller);
    } catch (error) {
      throw named(error);
    }
  }

  /** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
  #assumeRole(members: Record<string, string>, caller: Session | undefined): string {
    const { DurationSeconds: duration, RoleArn: _, RoleSessionName: __, Policy: ___, ...others } = members;
    const [more] = Object.keys(others);
    if (more !== undefined) throw notHere(`AssumeRole with ${more}`);
    const {
      RoleArn,
      RoleSessionName,
      DurationSeconds: seconds = 3600,
      Policy,
    } = requests.check<AssumeRole>('AssumeRole', { ...members, DurationSeconds: wholeNumber(duration) });
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
    if (seconds > longestChained) {
      throw invalid(
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
      );
    }
    const session = this.#sessions.open(role.name, RoleSessionName, seconds, policy);
    const { id, arn } = identityOf(session);
    return (
      `<AssumedRoleUser><AssumedRoleId>${id}</AssumedRoleId><Arn>${escaped(arn)}</Arn></AssumedRoleUser>`
      + `<Credentials><AccessKeyId>${session.accessKeyId}</AccessKeyId>`
      + `<SecretAccessKey>${session.secretAccessKey}</SecretAccessKey><SessionToken>${session.token}</SessionToken>`
      + `<Expiration>${inSeconds(session.expires)}</Expiration></Credentials>`
      + (Policy === undefined ? '' : `<PackedPolicySize>${Math.ceil(Policy.length / 20.48)}</PackedPolicySize>`)
    );
  }
}

function callerIdentity(caller: Session | undefined): string {
  const { id, arn } = identityOf(caller);
  return `<Arn>${escaped(arn)}</Arn><UserId>${id}</UserId><Account>${account}</Account>`;
}

/** Whoever has no session is the one user that is here. */
function identityOf(session: Session | undefined): { id: string; arn: string } {
  if (!session) return { id: 'AIDALOCALLOCALLOCALLO', arn: `arn:${partition}:iam::${account}:user/local` };
  return { id: `AROALOCALLOCALLOCALLO:${session.sessionName}`, arn: arnOf(session) };
}

/** A number where it is one; in the query protocol all are text. */
const wholeNumber = (text: string | undefined) => (/^-?\d{1,9}$/.test(text ?? '') ? Number(text) : text);

/** In the query protocol, the errors of input that is not as the model has it have names of their own. */
function named(error: unknown): unknown {
  if (!(error instanceof AwsError)) return error;
  if (error.name === 'ValidationException') return invalid(error.message);
  return error.name === 'SerializationException' ? new AwsError('MalformedInput', error.message) : error;
}

const invalid = (message: string) => new AwsError('ValidationError', message);

const inSeconds = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');
