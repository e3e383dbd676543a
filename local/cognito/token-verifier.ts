import { createLocalJWKSet, errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose';
import type { UserPool } from './user-pools.ts';

/** Why a token is refused. */
export type Refusal = 'expired' | 'invalid';

/**
 * Checks ID tokens of user pools as
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 * says: signature, issuer, audience, use and time.
 */
export class TokenVerifier {
  readonly #issuers: string;
  readonly #clients: ReadonlyMap<string, string[]>;
  readonly #keys: ReturnType<typeof createLocalJWKSet>;

  constructor(issuers: string, pools: UserPool[], keys: JSONWebKeySet) {
    this.#issuers = issuers;
    this.#clients = new Map(pools.map(pool => [pool.id, pool.clients.map(({ id }) => id)]));
    this.#keys = createLocalJWKSet(keys);
  }

  /** The claims of an ID token of one of these pools, for one of these clients. The default is all clients. */
  async claimsOf(token: string, poolIds: string[], clientIds?: string[]): Promise<JWTPayload | Refusal> {
    const clientsOf = (id: string) => this.#clients.get(id)?.filter(each => clientIds?.includes(each) ?? true) ?? [];
    const issuers = new Map(poolIds.map(id => [`${this.#issuers}/${id}`, clientsOf(id)]));
    try {
      const { payload } = await jwtVerify(token, this.#keys, {
        algorithms: ['RS256'],
        issuer: [...issuers.keys()],
        audience: [...issuers.values()].flat(),
        requiredClaims: ['exp', 'iat', 'sub'],
      });
      const { iss = '', aud, token_use: use } = payload;
      return use === 'id' && typeof aud === 'string' && issuers.get(iss)?.includes(aud) ? payload : 'invalid';
    } catch (error) {
      // jose reports JWTExpired only if signature, issuer and audience are right.
      return error instanceof errors.JWTExpired ? 'expired' : 'invalid';
    }
  }
}
