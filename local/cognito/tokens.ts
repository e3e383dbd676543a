import { createHash, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import type { User } from './directory.ts';
import type { AppClient, UserPool } from './user-pools.ts';

/** The data of a sign-in, which stay the same in all its tokens. */
export interface Grant {
  clientId: string;
  username: string;
  scope: string;
  /** Seconds since 1970. */
  authTime: number;
  /** The id of the sign-in. */
  originId: string;
}

const keyId = 'local';
const algorithm = 'RS256';

export type TokenGenerator = Awaited<ReturnType<typeof createTokens>>;

/**
 * Makes tokens as Cognito does, signed with a key of this run. An issuer is `issuers`, a slash, and the pool's id.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html
 */
export async function createTokens(issuers: string) {
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  const sign = (claims: JWTPayload): Promise<string> =>
    new SignJWT({ ...claims, jti: randomUUID() }).setProtectedHeader({ alg: algorithm, kid: keyId }).sign(privateKey);
  return {
    keys: { keys: [{ ...(await exportJWK(publicKey)), kid: keyId, alg: algorithm, use: 'sig' }] },

    /** The tokens of a sign-in. The client chooses `nonce` for the first ID token. */
    async generate(pool: UserPool, { seconds }: AppClient, user: User, grant: Grant, nonce?: string) {
      const now = Math.floor(Date.now() / 1000);
      const groups = [...user.groups];
      const claims = {
        sub: user.attributes.get('sub')!,
        ...(groups.length > 0 && { 'cognito:groups': groups }),
        iss: `${issuers}/${pool.id}`,
        origin_jti: grant.originId,
        event_id: randomUUID(),
        auth_time: grant.authTime,
        iat: now,
      };
      const accessToken = await sign({
        ...claims,
        version: 2,
        client_id: grant.clientId,
        token_use: 'access',
        scope: grant.scope,
        username: user.username,
        exp: now + seconds.accessToken,
      });
      const idToken = await sign({
        ...claims,
        at_hash: createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url'),
        email_verified: user.attributes.get('email_verified') === 'true',
        'cognito:username': user.username,
        ...rolesOf(pool, groups),
        ...(nonce !== undefined && { nonce }),
        aud: grant.clientId,
        token_use: 'id',
        email: user.attributes.get('email') ?? '',
        exp: now + seconds.idToken,
      });
      const refreshToken = await sign({ ...grant, token_use: 'refresh', exp: grant.authTime + seconds.refreshToken });
      return { accessToken, idToken, refreshToken };
    },

    /** The sign-in of a refresh token; undefined for an expired or any other token. */
    async grantOf(refreshToken: string): Promise<Grant | undefined> {
      try {
        const { payload } = await jwtVerify<Grant>(refreshToken, publicKey, { algorithms: [algorithm] });
        const { token_use: use, clientId, username, scope, authTime, originId } = payload;
        return use === 'refresh' ? { clientId, username, scope, authTime, originId } : undefined;
      } catch {
        return undefined;
      }
    },
  };
}

/** The roles of the user's groups, which an identity pool may choose from. Precedence is not supported. */
function rolesOf(pool: UserPool, groups: string[]): object {
  const roles = pool.groups.filter(({ name }) => groups.includes(name)).flatMap(({ roleArn }) => roleArn ?? []);
  return {
    ...(roles.length > 0 && { 'cognito:roles': roles }),
    ...(roles.length === 1 && { 'cognito:preferred_role': roles[0] }),
  };
}
