import { ErrorResponse, OidcClient, WebStorageStateStore } from 'oidc-client-ts';
import { serverNow } from '../base/clock.ts';
import type { Memory } from '../base/memory.ts';
import type { Config } from './config.ts';
import { readTokens, tokensOf, type Tokens } from './tokens.ts';

/** How a renewal ended: with a new token, with the session's end, or without an answer. */
export type Renewal = 'renewed' | 'ended' | 'unreachable';

/** The used part of `OidcClient`. */
export type Provider = Pick<OidcClient, 'createSigninRequest' | 'processSigninResponse' | 'useRefreshToken'>;

const SCOPE = 'openid email profile';
const NAME = 'session';
/** When somebody last signed out in this browser. Earlier sessions have ended, in every tab. */
export const SIGNED_OUT = 'signed-out';
/** A token is renewed when it has less than this many milliseconds left. */
const NEARLY_OVER = 60_000;

/** The provider, configured without discovery, which would cost a request. */
export function providerOf(config: Config, site: string, store: Storage): Provider {
  return new OidcClient({
    authority: config.issuer,
    metadata: {
      issuer: config.issuer,
      authorization_endpoint: `${config.domain}/oauth2/authorize`,
      token_endpoint: `${config.domain}/oauth2/token`,
    },
    client_id: config.clientId,
    redirect_uri: site,
    scope: SCOPE,
    stateStore: new WebStorageStateStore({ prefix: 'signin:', store }),
    requestTimeoutInSeconds: 15,
  });
}

/** Makes a refresh token worthless. */
export type Revoke = (refreshToken: string) => void;

/**
 * Revokes at Cognito (https://docs.aws.amazon.com/cognito/latest/developerguide/revocation-endpoint.html). Nothing can
 * be done about a failure, so the answer is not read. So the call needs no CORS, and works while the page is being
 * left.
 */
export function revokeAt({ domain, clientId }: Pick<Config, 'domain' | 'clientId'>): Revoke {
  return token => {
    const body = new URLSearchParams({ token, client_id: clientId });
    const options = { mode: 'no-cors', credentials: 'omit', referrerPolicy: 'no-referrer', keepalive: true } as const;
    fetch(`${domain}/oauth2/revoke`, { ...options, method: 'POST', body }).catch(() => {});
  };
}

interface SessionOptions {
  readonly provider: Provider;
  /** This tab's memory, which holds the tokens. */
  readonly memory: Memory;
  /** The memory that all tabs share. It holds no token, as it outlives them. */
  readonly shared: Memory;
  readonly revoke: Revoke;
  readonly now?: () => number;
}

/** The sign-in. Its tokens are in the memory of each open tab and end with the last one. */
export class Session {
  readonly #provider: Provider;
  readonly #memory: Memory;
  readonly #shared: Memory;
  readonly #revoke: Revoke;
  readonly #now: () => number;
  #renewing: Promise<Renewal> | undefined;

  constructor({ provider, memory, shared, revoke, now = serverNow }: SessionOptions) {
    this.#provider = provider;
    this.#memory = memory;
    this.#shared = shared;
    this.#revoke = revoke;
    this.#now = now;
  }

  /** Always read from the memories: a page in the browser's back cache must not outlive the session. */
  get #tokens(): Tokens | undefined {
    const tokens = readTokens(this.#memory.get(NAME));
    return tokens !== undefined && tokens.since > this.#signedOut ? tokens : undefined;
  }

  get #signedOut(): number {
    return Number(this.#shared.get(SIGNED_OUT) ?? 0) || 0;
  }

  /** The session for another tab of this site; undefined if nobody is signed in. */
  get lent(): string | undefined {
    return this.#tokens === undefined ? undefined : this.#memory.get(NAME);
  }

  /** Takes over the session of another tab. */
  borrow(lent: string): void {
    this.#memory.set(NAME, lent);
  }

  /** The signed-in reviewer's mail address; undefined if nobody is signed in. */
  get email(): string | undefined {
    return this.#tokens?.email;
  }

  /** The address of the sign-in. Afterwards the browser returns here, and then goes to the page `returnTo`. */
  async signInUrl(returnTo: string): Promise<string> {
    const { url } = await this.#provider.createSigninRequest({ state: returnTo });
    return url;
  }

  /** Handles the sign-in's answer in the address. Returns the page to go to. Throws if the answer is invalid. */
  async finishSignIn(url: string): Promise<string> {
    const answer = await this.#provider.processSigninResponse(url);
    // Later than any sign-out, even if the clock was set back since.
    this.#keep(tokensOf(answer, Math.max(this.#now(), this.#signedOut + 1)));
    return typeof answer.userState === 'string' ? answer.userState : '';
  }

  /** The ID token, renewed if it is about to expire; otherwise why there is none. */
  async token(): Promise<{ readonly token: string } | { readonly none: Exclude<Renewal, 'renewed'> }> {
    const held = this.#tokens;
    const isNearlyOver = held !== undefined && held.expiresAt < this.#now() + NEARLY_OVER;
    const renewal = isNearlyOver ? await this.renew() : undefined;
    // A token works until it expires, even if it cannot be renewed now.
    if (renewal === 'unreachable' && held !== undefined && held.expiresAt <= this.#now()) return { none: renewal };
    const tokens = this.#tokens;
    return tokens === undefined ? { none: 'ended' } : { token: tokens.idToken };
  }

  /**
   * Requests a new ID token. Concurrent callers share one request. Ends the session if the provider has ended it.
   * @param refused The token that was refused. If there is a newer token already, nothing is requested.
   */
  async renew(refused?: string): Promise<Renewal> {
    const { idToken = refused } = this.#tokens ?? {};
    if (refused !== idToken && refused !== undefined) return 'renewed';
    this.#renewing ??= this.#renew().finally(() => (this.#renewing = undefined));
    return this.#renewing;
  }

  end(): void {
    this.#memory.remove(NAME);
  }

  /** Ends the session in this browser. Other tabs hear of it by the storage's event. */
  signOut(): void {
    this.#shared.set(SIGNED_OUT, String(Math.max(this.#now(), this.#tokens?.since ?? 0)));
    this.revoke();
  }

  /** Forgets this tab's tokens and revokes them. */
  revoke(): void {
    const { refreshToken } = readTokens(this.#memory.get(NAME)) ?? {};
    this.end();
    if (refreshToken !== undefined) this.#revoke(refreshToken);
  }

  async #renew(): Promise<Renewal> {
    const old = this.#tokens;
    if (old?.refreshToken === undefined) {
      this.end();
      return 'ended';
    }
    try {
      // Without the old ID token: the library would require claims that a renewed token need not repeat.
      const profile = { sub: old.sub };
      const state = { refresh_token: old.refreshToken, session_state: null, profile, data: undefined };
      const answer = await this.#provider.useRefreshToken({ state: state as never, timeoutInSeconds: 15 });
      const tokens = tokensOf(answer, old.since, old);
      if (this.#tokens?.idToken !== old.idToken) return 'ended';
      if (tokens.sub !== old.sub) throw new ErrorResponse({ error: 'invalid_grant' });
      this.#keep(tokens);
      return 'renewed';
    } catch (error) {
      if (!(error instanceof ErrorResponse)) return 'unreachable';
      if (this.#tokens?.idToken === old.idToken) this.end();
      return 'ended';
    }
  }

  #keep(tokens: Tokens): void {
    this.#memory.set(NAME, JSON.stringify(tokens));
  }
}
