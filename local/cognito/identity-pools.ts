import { createHash, randomBytes } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { AwsError, unsupported } from '../endpoint/error.ts';
import { jsonService, type Service } from '../endpoint/service.ts';
import { Requests } from '../models/requests.ts';
import { userPoolProvider } from '../stack/arn.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import { region } from '../stack/template.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { chooseRole, rolesOf, type Roles } from './roles.ts';
import type { TokenVerifier } from './token-verifier.ts';

/** The stated lifetime of temporary credentials. Nothing enforces it. */
const credentialsSeconds = 3_600;

interface IdentityPool {
  /** The clients of each user pool, by the pool's id. */
  providers: Map<string, string[]>;
  roles: Roles;
}

interface Login {
  provider: string;
  clientId: string;
  claims: JWTPayload;
}

const requests = new Requests('cognito-identity');

interface WithLogins {
  Logins?: Record<string, string>;
}

const refused = (message: string): AwsError => new AwsError('NotAuthorizedException', message);

const notFound = (what: string): AwsError => new AwsError('ResourceNotFoundException', `${what} not found.`);

/**
 * Identity pools. They check ID tokens of user pools and return temporary credentials. Any other credentials would also
 * work on this machine; the pools only decide who gets some.
 */
export class IdentityPools {
  readonly service: Service = {
    ...jsonService("Cognito's identity pools", 'AWSCognitoIdentityService', this),
    isForWebPages: true,
  };
  readonly #pools: ReadonlyMap<string, IdentityPool>;
  readonly #host: string;
  readonly #tokens: TokenVerifier;
  /** The pool of each issued identity. */
  readonly #identities = new Map<string, string>();

  /** `host` is where the user pools' issuers are. Throws a Problem that names an unsupported property. */
  constructor(stack: ResolvedStack, host: string, tokens: TokenVerifier) {
    this.#pools = new Map(
      resourcesOf(stack, 'AWS::Cognito::IdentityPool').map(resource => [
        resource.ref,
        { providers: providersOf(new Section(resource)), roles: rolesOf(stack, resource.ref) },
      ]),
    );
    this.#host = host;
    this.#tokens = tokens;
  }

  /** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/Welcome.html */
  async handle(operation: string, input: unknown): Promise<object> {
    if (operation === 'GetId') return this.#getId(requests.check(operation, input));
    if (operation === 'GetCredentialsForIdentity') return this.#getCredentials(requests.check(operation, input));
    throw unsupported(`${operation} of Cognito's identity pools`);
  }

  async #getId({ IdentityPoolId: id, Logins }: WithLogins & { IdentityPoolId: string }): Promise<object> {
    const identity = identityOf(id, await this.#login(this.#pool(id), Logins));
    this.#identities.set(identity, id);
    return { IdentityId: identity };
  }

  async #getCredentials(request: WithLogins & { IdentityId: string; CustomRoleArn?: string }): Promise<object> {
    const { IdentityId: identity, Logins, CustomRoleArn } = request;
    const poolId = this.#identities.get(identity);
    if (poolId === undefined) throw notFound(`Identity '${identity}'`);
    const pool = this.#pool(poolId);
    const login = await this.#login(pool, Logins);
    if (identityOf(poolId, login) !== identity) {
      throw refused("Logins don't match. Please include at least one valid login for this identity or identity pool.");
    }
    const role = chooseRole(pool.roles, `${login.provider}:${login.clientId}`, login.claims, CustomRoleArn);
    if (role === undefined) throw refused(`Access to Identity '${identity}' is forbidden.`);
    return {
      IdentityId: identity,
      Credentials: {
        AccessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
        SecretKey: randomBytes(30).toString('base64'),
        SessionToken: randomBytes(90).toString('base64'),
        Expiration: Math.floor(Date.now() / 1000) + credentialsSeconds,
      },
    };
  }

  #pool(id: string): IdentityPool {
    const pool = this.#pools.get(id);
    if (!pool) throw notFound(`IdentityPool '${id}'`);
    return pool;
  }

  /** The claims of the only login's token. */
  async #login({ providers }: IdentityPool, logins: WithLogins['Logins'] = {}): Promise<Login> {
    const [entry, ...others] = Object.entries(logins);
    if (!entry) throw refused('Unauthenticated access is not supported for this identity pool.');
    if (others.length > 0) throw new AwsError('InvalidParameterException', 'Please provide exactly one login');
    const [name, token] = entry;
    const userPoolId = [...providers.keys()].find(
      id => name === userPoolProvider(id) || name === `${this.#host}/${id}`,
    );
    if (userPoolId === undefined) throw refused('Token is not from a supported provider of this identity pool.');
    const claims = await this.#tokens.claimsOf(token, [userPoolId], providers.get(userPoolId));
    if (claims === 'expired') throw refused('Invalid login token. Token expired.');
    if (claims === 'invalid') throw refused("Invalid login token. Couldn't verify signed token.");
    return { provider: userPoolProvider(userPoolId), clientId: String(claims.aud), claims };
  }
}

function providersOf(pool: Section): IdentityPool['providers'] {
  pool.only('CognitoIdentityProviders', 'AllowClassicFlow IdentityPoolName IdentityPoolTags');
  const providers = pool
    .sections('CognitoIdentityProviders')
    .map(each => each.only('ClientId ProviderName', 'ServerSideTokenCheck'));
  const byPool = Map.groupBy(providers, each => each.text('ProviderName').replace(/^.*\//, ''));
  return new Map([...byPool].map(([id, same]) => [id, same.map(each => each.text('ClientId'))]));
}

/** The same user always has the same identity. */
function identityOf(poolId: string, { provider, claims }: Login): string {
  const digest = createHash('sha256').update(`${poolId} ${provider} ${claims.sub}`).digest('hex');
  return `${region}:${/^(.{8})(.{4})(.{4})(.{4})(.{12})/.exec(digest)!.slice(1).join('-')}`;
}
