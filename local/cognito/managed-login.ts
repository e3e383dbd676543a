import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/body.ts';
import { sendPage } from '../http/page.ts';
import type { Directory, User } from './directory.ts';
import { errorPage, loginPage } from './pages.ts';
import type { Grant, TokenGenerator } from './tokens.ts';
import type { AppClient, UserPool } from './user-pools.ts';

/** The longest accepted form, in bytes. */
const longestForm = 65_536;

/** As in Cognito, a browser stays signed in for an hour, and a code is valid for 5 minutes. */
const sessionSeconds = 3_600;
const codeSeconds = 300;

const anyOrigin = { 'Access-Control-Allow-Origin': '*' };

type Session = Pick<Grant, 'clientId' | 'username' | 'authTime'>;

interface Client extends AppClient {
  pool: UserPool;
}

/** The grant of a code, and the parameters that the token request must match. */
interface Authorization {
  grant: Grant;
  redirectUri: string;
  challenge: string;
  nonce: string | undefined;
}

type Endpoint = (request: IncomingMessage, response: ServerResponse, query: URLSearchParams) => Promise<void> | void;

/**
 * Cognito's managed login: the sign-in page, and the endpoints for codes, tokens and signing out.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-userpools-server-contract-reference.html
 */
export class ManagedLogin {
  readonly #directory: Directory;
  readonly #tokens: TokenGenerator;
  readonly #clients: ReadonlyMap<string, Client>;
  readonly #sessions = new Map<string, Session>();
  readonly #codes = new Map<string, Authorization>();
  /** The sign-ins whose refresh tokens are revoked. */
  readonly #revoked = new Set<string>();

  constructor(directory: Directory, tokens: TokenGenerator, pools: UserPool[]) {
    this.#directory = directory;
    this.#tokens = tokens;
    this.#clients = new Map(pools.flatMap(pool => pool.clients.map(client => [client.id, { ...client, pool }])));
  }

  /** By method and path. */
  get endpoints(): Record<string, Endpoint> {
    const authorize: Endpoint = (...request) => this.#authorize(...request);
    const preflight: Endpoint = (_, response) =>
      void response.writeHead(204, { ...anyOrigin, 'Access-Control-Allow-Headers': '*' }).end();
    return {
      'GET /oauth2/authorize': authorize,
      'GET /login': authorize,
      'POST /login': authorize,
      'GET /logout': (...request) => this.#logout(...request),
      'OPTIONS /oauth2/token': preflight,
      'OPTIONS /oauth2/revoke': preflight,
      'POST /oauth2/token': (request, response) => this.#token(request, response),
      'POST /oauth2/revoke': (request, response) => this.#revoke(request, response),
    };
  }

  async #authorize(request: IncomingMessage, response: ServerResponse, query: URLSearchParams): Promise<void> {
    const client = this.#clients.get(query.get('client_id') ?? '');
    const redirectUri = query.get('redirect_uri') ?? '';
    if (!client) return sendPage(response, 400, unknownClient);
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
    const isForm = request.method === 'POST';
    const known = prompt === 'login' ? undefined : this.#sessions.get(sessionOf(request));
    const session = isForm ? await this.#signIn(request, client) : known;
    if (session?.clientId !== client.id || !this.#user(client, session.username)) {
      if (prompt === 'none') return refuse('login_required', 'Nobody is signed in');
      return sendPage(response, 200, loginPage(query, isForm));
    }
    if (isForm) setCookie(response, keep(this.#sessions, session, sessionSeconds), sessionSeconds);
    const grant: Grant = { ...session, scope, originId: randomUUID() };
    const nonce = query.get('nonce') ?? undefined;
    const code = keep(this.#codes, { grant, redirectUri, challenge, nonce }, codeSeconds);
    redirect(response, redirectUri, { code, state: query.get('state') });
  }

  /** The user with this name, if they may sign in. */
  #user({ pool }: Client, name: string): User | undefined {
    const user = this.#directory.user(pool.id, name);
    return user?.enabled && user.status === 'CONFIRMED' ? user : undefined;
  }

  /** The session for the form's user name and password; undefined if they are wrong. */
  async #signIn(request: IncomingMessage, client: Client): Promise<Session | undefined> {
    const { username = '', password } = await formOf(request);
    const user = this.#user(client, username.trim());
    if (!user || user.password !== password) return undefined;
    return { clientId: client.id, username: user.username, authTime: Math.floor(Date.now() / 1000) };
  }

  async #token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = await formOf(request);
    const client = this.#clients.get(form.client_id ?? '');
    if (!client) return refuseToken(response, 'invalid_client');
    const isRenewal = form.grant_type === 'refresh_token';
    if (!isRenewal && form.grant_type !== 'authorization_code') return refuseToken(response, 'unsupported_grant_type');
    const authorization = isRenewal ? undefined : this.#authorizationOf(form);
    const grant = isRenewal ? await this.#tokens.grantOf(form.refresh_token ?? '') : authorization?.grant;
    const user = grant?.clientId === client.id && this.#user(client, grant.username);
    if (!user || this.#revoked.has(grant.originId)) return refuseToken(response, 'invalid_grant');
    const tokens = await this.#tokens.generate(client.pool, client, user, grant, authorization?.nonce);
    sendJson(response, 200, {
      access_token: tokens.accessToken,
      id_token: tokens.idToken,
      ...(!isRenewal && { refresh_token: tokens.refreshToken }),
      expires_in: client.seconds.accessToken,
      token_type: 'Bearer',
    });
  }

  /** The authorization of a code. A code is valid once. */
  #authorizationOf(form: Record<string, string>): Authorization | undefined {
    const { code = '', code_verifier: verifier = '', redirect_uri: redirectUri, client_id: clientId } = form;
    const found = this.#codes.get(code);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    if (found?.challenge !== challenge || found.redirectUri !== redirectUri || found.grant.clientId !== clientId)
      return undefined;
    this.#codes.delete(code);
    return found;
  }

  /** https://docs.aws.amazon.com/cognito/latest/developerguide/revocation-endpoint.html */
  async #revoke(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { token = '', client_id: clientId = '' } = await formOf(request);
    const grant = await this.#tokens.grantOf(token);
    if (!this.#clients.has(clientId)) return refuseToken(response, 'invalid_client');
    if (grant && grant.clientId !== clientId) return refuseToken(response, 'invalid_request');
    if (grant) this.#revoked.add(grant.originId);
    response.writeHead(200, anyOrigin).end();
  }

  /** https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html */
  #logout(request: IncomingMessage, response: ServerResponse, query: URLSearchParams): void {
    const client = this.#clients.get(query.get('client_id') ?? '');
    if (!client) return sendPage(response, 400, unknownClient);
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

const unknownClient = errorPage('The client is not known: client_id');

/** Keeps a value for some seconds, under a key that nobody can guess. Returns the key. */
function keep<Value>(values: Map<string, Value>, value: Value, seconds: number): string {
  const key = randomUUID();
  values.set(key, value);
  setTimeout(() => values.delete(key), seconds * 1000).unref();
  return key;
}

/** The fields of a form; of repeated fields the first. */
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

function sendJson(response: ServerResponse, status: number, value: object): void {
  const headers = { ...anyOrigin, 'Cache-Control': 'no-store', 'Content-Type': 'application/json' };
  response.writeHead(status, headers).end(JSON.stringify(value));
}

const refuseToken = (response: ServerResponse, error: string): void => sendJson(response, 400, { error });

const sessionOf = (request: IncomingMessage): string =>
  /(?:^|;\s*)cognito=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';

function setCookie(response: ServerResponse, value: string, seconds: number): void {
  response.setHeader('Set-Cookie', `cognito=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax`);
}
