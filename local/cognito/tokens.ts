import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash, generateKeyPair, randomUUID, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { exportJWK, jwtVerify, SignJWT, type JSONWebKeySet, type JWTPayload } from 'jose';
import type { AppClient, UserPool } from './user-pools.ts';

/** What a sign-in has settled, and each renewal of its tokens keeps. */
export interface Grant {
  clientId: string;
  scope: string;
  /** Seconds since 1970. */
  authTime: number;
  /** Which sign-in it is, in every token of it. */
  originId: string;
  /** What the client wants to see in the first ID token. */
  nonce?: string;
}

/** What cognito-local gives of a user. */
export interface PoolUser {
  Username: string;
  Password: string;
  Enabled: boolean;
  UserStatus: string;
  Attributes: { Name: string; Value?: string }[];
}

export interface Tokens {
  AccessToken: string;
  IdToken: string;
  RefreshToken: string;
}

/** For a client that was made while the runner runs. */
const defaultSeconds: AppClient['seconds'] = { idToken: 3_600, accessToken: 3_600, refreshToken: 30 * 86_400 };

const secondsOf = (pool: UserPool | undefined, clientId: string): AppClient['seconds'] =>
  pool?.clients.find(({ id }) => id === clientId)?.seconds ?? defaultSeconds;

const keyId = 'local';
const algorithm = 'RS256';

/**
 * Makes the tokens in cognito-local's place, whose own are all signed with a key that its package has published, are
 * dated anew at each renewal, and know neither scopes nor nonces.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html
 */
export class TokenGenerator {
  /** The sign-in that the code which runs in it makes tokens for. */
  readonly grants = new AsyncLocalStorage<Grant>();
  readonly keys: JSONWebKeySet;
  readonly #key: KeyObject;
  readonly #publicKey: KeyObject;
  readonly #issuers: string;
  readonly #pools: ReadonlyMap<string, UserPool>;

  private constructor(
    { privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject },
    keys: JSONWebKeySet,
    issuers: string,
    pools: UserPool[],
  ) {
    this.#key = privateKey;
    this.#publicKey = publicKey;
    this.keys = keys;
    this.#issuers = issuers;
    this.#pools = new Map(pools.map(pool => [pool.id, pool]));
  }

  /** With a new key. `issuers` is where the pools are: the part of an issuer before the slash and the pool's id. */
  static async create(issuers: string, pools: UserPool[]): Promise<TokenGenerator> {
    const pair = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
    const keys = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: keyId, alg: algorithm, use: 'sig' }] };
    return new TokenGenerator(pair, keys, issuers, pools);
  }

  /** Called by cognito-local, whose names these are. */
  async generate(
    _: object,
    user: PoolUser,
    groups: string[],
    { ClientId, UserPoolId }: { ClientId: string; UserPoolId: string },
  ): Promise<Tokens> {
    const pool = this.#pools.get(UserPoolId);
    const { idToken, accessToken, refreshToken } = secondsOf(pool, ClientId);
    const now = Math.floor(Date.now() / 1000);
    const grant = this.grants.getStore() ?? {
      clientId: ClientId,
      scope: 'aws.cognito.signin.user.admin',
      authTime: now,
      originId: randomUUID(),
    };
    const claims = {
      sub: attribute(user, 'sub'),
      ...(groups.length > 0 && { 'cognito:groups': groups }),
      iss: `${this.#issuers}/${UserPoolId}`,
      origin_jti: grant.originId,
      event_id: randomUUID(),
      auth_time: grant.authTime,
      iat: now,
    };
    const AccessToken = await this.#sign({
      ...claims,
      version: 2,
      client_id: ClientId,
      token_use: 'access',
      scope: grant.scope,
      username: user.Username,
      exp: now + accessToken,
    });
    return {
      AccessToken,
      IdToken: await this.#sign({
        ...claims,
        at_hash: createHash('sha256').update(AccessToken).digest().subarray(0, 16).toString('base64url'),
        email_verified: attribute(user, 'email_verified') === 'true',
        'cognito:username': user.Username,
        ...rolesOf(pool, groups),
        ...(grant.nonce !== undefined && { nonce: grant.nonce }),
        aud: ClientId,
        token_use: 'id',
        email: attribute(user, 'email'),
        exp: now + idToken,
      }),
      RefreshToken: await this.#sign({
        ...grant,
        nonce: undefined,
        token_use: 'refresh',
        exp: grant.authTime + refreshToken,
      }),
    };
  }

  /** How long the access token is good for that is being handed out. */
  secondsOfAccessToken(): number | undefined {
    const clientId = this.grants.getStore()?.clientId;
    return [...this.#pools.values()].flatMap(({ clients }) => clients).find(({ id }) => id === clientId)?.seconds
      .accessToken;
  }

  /** The sign-in that a refresh token is of; undefined for one that is no refresh token, or has expired. */
  async grantOf(refreshToken: string): Promise<Grant | undefined> {
    try {
      const { payload } = await jwtVerify(refreshToken, this.#publicKey, { algorithms: [algorithm] });
      const { token_use: use, clientId, scope, authTime, originId } = payload as JWTPayload & Grant;
      return use === 'refresh' ? { clientId, scope, authTime, originId } : undefined;
    } catch {
      return undefined;
    }
  }

  #sign(claims: JWTPayload): Promise<string> {
    return new SignJWT({ ...claims, jti: randomUUID() })
      .setProtectedHeader({ alg: algorithm, kid: keyId })
      .sign(this.#key);
  }
}

/** The roles of the user's groups, which an identity pool may choose from. Precedence is not known here. */
function rolesOf(pool: UserPool | undefined, groups: string[]): object {
  const roles = (pool?.groups ?? [])
    .filter(({ name }) => groups.includes(name))
    .flatMap(({ roleArn }) => roleArn ?? []);
  return {
    ...(roles.length > 0 && { 'cognito:roles': roles }),
    ...(roles.length === 1 && { 'cognito:preferred_role': roles[0] }),
  };
}

const attribute = (user: PoolUser, name: string): string =>
  user.Attributes.find(each => each.Name === name)?.Value ?? '';
