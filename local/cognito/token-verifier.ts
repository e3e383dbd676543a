import { createLocalJWKSet, errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose';
import type { UserPool } from './user-pools.ts';

/** Why a token is refused. */
export type Refusal = 'expired' | 'invalid';

export type TokenVerifier = ReturnType<typeof tokenVerifier>;

/**
 * Checks ID tokens of user pools as
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 * says: signature, issuer, audience, use and time.
 */
export function tokenVerifier(issuers: string, pools: UserPool[], keys: JSONWebKeySet) {
  const localKeys = createLocalJWKSet(keys);
  return {
    /** The claims of an ID token of one of these pools, for one of these clients. The default is all clients. */
    async claimsOf(token: string, poolIds: string[], clientIds?: string[]): Promise<JWTPayload | Refusal> {
      const clients = new Map(
        pools
          .filter(({ id }) => poolIds.includes(id))
          .map(pool => [
            `${issuers}/${pool.id}`,
            pool.clients.map(({ id }) => id).filter(id => clientIds?.includes(id) ?? true),
          ]),
      );
      try {
        const { payload } = await jwtVerify(token, localKeys, {
          algorithms: ['RS256'],
          issuer: [...clients.keys()],
          audience: [...clients.values()].flat(),
          requiredClaims: ['exp', 'iat', 'sub'],
        });
        const { iss = '', aud, token_use: use } = payload;
        return use === 'id' && typeof aud === 'string' && clients.get(iss)?.includes(aud) ? payload : 'invalid';
      } catch (error) {
        // jose reports JWTExpired only if signature, issuer and audience are right.
        return error instanceof errors.JWTExpired ? 'expired' : 'invalid';
      }
    },
  };
}
