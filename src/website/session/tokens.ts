import type { SigninResponse } from 'oidc-client-ts';
import { parseJson } from '../base/json.ts';
import { Members } from '../base/members.ts';

/** The signed-in person and their tokens. */
export interface Tokens {
  readonly idToken: string;
  readonly refreshToken: string | undefined;
  /** When the ID token expires, in milliseconds since 1970. */
  readonly expiresAt: number;
  /** When the person signed in. */
  readonly since: number;
  readonly sub: string;
  readonly email: string;
}

/**
 * The tokens in the sign-in service's answer.
 * @param since When the person signed in.
 * @param old The tokens that are renewed.
 */
export function tokensOf(answer: SigninResponse, since: number, old?: Tokens): Tokens {
  const profile = new Members(answer.profile);
  const sub = profile.text('sub');
  const idToken = answer.id_token;
  if (idToken === undefined || sub === undefined) throw new Error('The sign-in service sent no ID token.');
  return {
    idToken,
    // Cognito does not send the refresh token again.
    refreshToken: answer.refresh_token ?? old?.refreshToken,
    // By the server's clock. The library's own time is by this device's.
    expiresAt: (profile.count('exp') ?? 0) * 1000,
    since,
    sub,
    email: profile.text('email') ?? old?.email ?? sub,
  };
}

/** The tokens in a memory's text; undefined if there are none. */
export function readTokens(text: string | undefined): Tokens | undefined {
  const members = new Members(text === undefined ? undefined : parseJson(text));
  const idToken = members.text('idToken');
  const sub = members.text('sub');
  if (idToken === undefined || sub === undefined) return undefined;
  return {
    idToken,
    refreshToken: members.text('refreshToken'),
    expiresAt: members.count('expiresAt') ?? 0,
    since: members.count('since') ?? 0,
    sub,
    email: members.text('email') ?? sub,
  };
}
