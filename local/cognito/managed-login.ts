import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/body.ts';
import type { Directory, ParsedRequest } from './directory.ts';
import { ExpiringMap } from './expiring-map.ts';
import { errorPage, loginPage, sendPage } from './pages.ts';
import type { Grant, TokenGenerator } from './tokens.ts';
import type { AppClient } from './user-pools.ts';

/** No form here is longer, in bytes. */
const longestForm = 65_536;

/** As in Cognito: a browser that has signed in is not asked again for an hour, and a code is good for 5 minutes. */
const sessionSeconds = 3_600;
const codeSeconds = 300;

interface Session {
  clientId: string;
  username: string;
  authTime: number;
}

/**
 * What stands before cognito-local's `/oauth2/…`: the checks that Cognito makes and it does not (scopes, whose renewal
 * it is, accounts that may not sign in), a page that repeats nothing unescaped, the session in a cookie, `/logout`.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-userpools-server-contract-reference.html
 */
export class ManagedLogin {
  readonly #directory: Directory;
  readonly #tokens: TokenGenerator;
  readonly #clients: ReadonlyMap<string, AppClient>;
  readonly #sessions = new ExpiringMap<Session>(sessionSeconds);
  /** What becomes of a code, by the challenge that it was asked for with: the code itself is cognito-local's. */
  readonly #grants = new ExpiringMap<Grant>(codeSeconds);

  constructor(directory: Directory, tokens: TokenGenerator, clients: ReadonlyMap<string, AppClient>) {
    this.#directory = directory;
    this.#tokens = tokens;
    this.#clients = clients;
  }

  /** Answers a request, unless it is for another. */
  async answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /oauth2/authorize':
      case 'GET /login':
      case 'POST /login':
        await this.#authorize(request, response, url.searchParams);
        return true;
      case 'GET /logout':
        this.#logout(request, response, url.searchParams);
        return true;
      case 'OPTIONS /oauth2/token':
      case 'OPTIONS /oauth2/revoke':
        this.#directory.handle(Object.assign(request, { body: {} }), response);
        return true;
      case 'POST /oauth2/token':
        await this.#token(request, response);
        return true;
      case 'POST /oauth2/revoke':
        await this.#revoke(request, response);
        return true;
      default:
        return false;
    }
  }

  async #authorize(request: IncomingMessage, response: ServerResponse, query: URLSearchParams): Promise<void> {
    const client = this.#clients.get(query.get('client_id') ?? '');
    const redirectUri = query.get('redirect_uri') ?? '';
    if (!client) return sendPage(response, 400, errorPage('The client is not known: client_id'));
    if (!client.callbackUrls.includes(redirectUri))
      return sendPage(response, 400, errorPage(`The client has no such callback URL: ${redirectUri}`));

    const refuse = (error: string, description: string): void =>
      redirect(response, redirectUri, { error, error_description: description, state: query.get('state') });
    if (query.get('response_type') !== 'code') return refuse('unauthorized_client', 'response_type must be code');
    const challenge = query.get('code_challenge') ?? '';
    if (query.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(challenge))
      return refuse('invalid_request', 'code_challenge must be an S256 challenge');
    const scope = query.get('scope') || client.scopes.join(' ');
    if (!scope.split(' ').every(each => client.scopes.includes(each))) return refuse('invalid_scope', scope);

    const prompt = query.get('prompt');
    const session =
      request.method === 'POST'
        ? await this.#signIn(request, client)
        : prompt === 'login'
          ? undefined
          : this.#sessions.get(sessionOf(request));
    const user = session?.clientId === client.id && (await this.#directory.user(client.id, session.username));
    if (!user) {
      if (prompt === 'none') return refuse('login_required', 'Nobody is signed in');
      return sendPage(response, 200, loginPage(query, request.method === 'POST'));
    }

    const { authTime, username } = session;
    const nonce = query.get('nonce');
    this.#grants.set(`${client.id} ${challenge}`, {
      clientId: client.id,
      scope,
      authTime,
      originId: randomUUID(),
      ...(nonce !== null && { nonce }),
    });
    if (request.method === 'POST') setCookie(response, this.#sessions.add(session), sessionSeconds);
    const body = {
      client_id: client.id,
      redirect_uri: redirectUri,
      response_type: 'code',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      scope,
      state: query.get('state') ?? '',
      username,
      password: user.Password,
    };
    this.#directory.handle(
      Object.assign(request, { method: 'POST', url: '/oauth2/authorize', body }) as ParsedRequest,
      response,
    );
  }

  /** Who the form is from; undefined where user name and password do not belong together. */
  async #signIn(request: IncomingMessage, client: AppClient): Promise<Session | undefined> {
    const { username = '', password } = await formOf(request);
    const name = username.trim();
    const user =
      (await this.#directory.user(client.id, name)) ?? (await this.#directory.user(client.id, name.toLowerCase()));
    if (!user?.Enabled || user.UserStatus !== 'CONFIRMED' || user.Password !== password) return undefined;
    return { clientId: client.id, username: user.Username, authTime: Math.floor(Date.now() / 1000) };
  }

  async #token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = await formOf(request);
    const clientId = form.client_id ?? '';
    if (!this.#clients.has(clientId)) return refuseToken(response, 'invalid_client');
    let grant: Grant | undefined;
    if (form.grant_type === 'refresh_token') {
      grant = await this.#tokens.grantOf(form.refresh_token ?? '');
      if (grant?.clientId !== clientId) return refuseToken(response, 'invalid_grant');
    } else if (form.grant_type === 'authorization_code') {
      const challenge = createHash('sha256')
        .update(form.code_verifier ?? '')
        .digest('base64url');
      grant = this.#grants.get(`${clientId} ${challenge}`);
      if (!grant) return refuseToken(response, 'invalid_grant');
    } else {
      return refuseToken(response, 'unsupported_grant_type');
    }
    response.setHeader('Cache-Control', 'no-store');
    this.#tokens.grants.run(grant, () => this.#directory.handle(Object.assign(request, { body: form }), response));
  }

  /** https://docs.aws.amazon.com/cognito/latest/developerguide/revocation-endpoint.html */
  async #revoke(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { token = '', client_id: clientId = '' } = await formOf(request);
    const grant = await this.#tokens.grantOf(token);
    if (!this.#clients.has(clientId)) return refuseToken(response, 'invalid_client');
    if (grant && grant.clientId !== clientId) return refuseToken(response, 'invalid_request');
    // One that is not in use (any more) is as good as revoked.
    if (grant) await this.#directory.call('RevokeToken', { Token: token, ClientId: clientId }).catch(() => {});
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end();
  }

  /** https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html */
  #logout(request: IncomingMessage, response: ServerResponse, query: URLSearchParams): void {
    const client = this.#clients.get(query.get('client_id') ?? '');
    if (!client) return sendPage(response, 400, errorPage('The client is not known: client_id'));
    const target = query.get('logout_uri');
    if (target !== null && !client.logoutUrls.includes(target))
      return sendPage(response, 400, errorPage(`The client has no such sign-out URL: ${target}`));
    if (target === null && !query.has('redirect_uri'))
      return sendPage(response, 400, errorPage('One is needed: logout_uri or redirect_uri'));
    this.#sessions.delete(sessionOf(request));
    setCookie(response, '', 0);
    response.writeHead(302, { Location: target ?? `/login?${query}` }).end();
  }
}

/** The fields of a form, of each the first. */
async function formOf(request: IncomingMessage): Promise<Record<string, string>> {
  const body = await readBody(request, longestForm);
  const fields = new URLSearchParams(Buffer.from(body ?? []).toString());
  return Object.fromEntries([...fields].reverse());
}

function redirect(response: ServerResponse, to: string, parameters: Record<string, string | null>): void {
  const url = new URL(to);
  for (const [name, value] of Object.entries(parameters)) if (value !== null) url.searchParams.set(name, value);
  response.writeHead(302, { Location: url.href }).end();
}

function refuseToken(response: ServerResponse, error: string): void {
  const headers = { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'application/json' };
  response.writeHead(400, headers).end(JSON.stringify({ error }));
}

const sessionOf = (request: IncomingMessage): string =>
  /(?:^|;\s*)cognito=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';

function setCookie(response: ServerResponse, value: string, seconds: number): void {
  response.setHeader('Set-Cookie', `cognito=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax`);
}
