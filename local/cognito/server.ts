import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JSONWebKeySet } from 'jose';
import type { Account } from '../endpoints.ts';
import { Directory, type ParsedRequest } from './directory.ts';
import { ManagedLogin } from './managed-login.ts';
import { TokenGenerator } from './tokens.ts';
import type { UserPool } from './user-pools.ts';

export interface SetUp {
  /** Where the pools are: the part of an issuer before the slash and the pool's id. */
  issuers: string;
  pools: UserPool[];
  /** The account in all groups of each pool, if anyone can sign in. */
  account: Account | undefined;
}

/** Everything that Cognito's hosts for user pools serve: sign-in, tokens, keys and the API. */
export class UserPoolServer {
  readonly keys: JSONWebKeySet;
  readonly #issuers: string;
  readonly #pools: ReadonlySet<string>;
  readonly #directory: Directory;
  readonly #managedLogin: ManagedLogin;
  readonly #print: (line: string) => void;

  private constructor(
    { issuers, pools }: SetUp,
    directory: Directory,
    tokens: TokenGenerator,
    managedLogin: ManagedLogin,
    print: (line: string) => void,
  ) {
    this.keys = tokens.keys;
    this.#issuers = issuers;
    this.#pools = new Set(pools.map(({ id }) => id));
    this.#directory = directory;
    this.#managedLogin = managedLogin;
    this.#print = print;
  }

  static async create(setUp: SetUp, print: (line: string) => void): Promise<UserPoolServer> {
    const clients = new Map(setUp.pools.flatMap(pool => pool.clients.map(client => [client.id, client] as const)));
    const tokens = await TokenGenerator.create(setUp.issuers, setUp.pools);
    const directory = await Directory.create(setUp.pools, setUp.account, tokens, print);
    return new UserPoolServer(setUp, directory, tokens, new ManagedLogin(directory, tokens, clients), print);
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    this.#answer(request, response).catch((error: unknown) => {
      if (error === request.errored) return;
      this.#print(`Cognito failed: ${error instanceof Error ? error.stack : String(error)}`);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = URL.parse(request.url ?? '', this.#issuers);
    if (url && (await this.#managedLogin.answer(request, response, url))) return;
    const [, pool = '', document] = /^\/([^/]+)\/\.well-known\/([^/]+)$/.exec(url?.pathname ?? '') ?? [];
    if (request.method === 'GET' && this.#pools.has(pool) && document === 'jwks.json')
      return sendJson(response, this.keys);
    if (request.method === 'GET' && this.#pools.has(pool) && document === 'openid-configuration')
      return sendJson(response, this.#configuration(pool));
    // The API is reached through the AWS endpoint, which wants requests to be signed; no web page can send that.
    if (request.method === 'POST' && url?.pathname === '/' && request.headers.authorization?.startsWith('AWS4-'))
      return this.#directory.handle(request as ParsedRequest, response);
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n');
  }

  #configuration(pool: string): object {
    return {
      issuer: `${this.#issuers}/${pool}`,
      authorization_endpoint: `${this.#issuers}/oauth2/authorize`,
      end_session_endpoint: `${this.#issuers}/logout`,
      id_token_signing_alg_values_supported: ['RS256'],
      jwks_uri: `${this.#issuers}/${pool}/.well-known/jwks.json`,
      response_types_supported: ['code'],
      revocation_endpoint: `${this.#issuers}/oauth2/revoke`,
      scopes_supported: ['openid', 'email', 'phone', 'profile'],
      subject_types_supported: ['public'],
      token_endpoint: `${this.#issuers}/oauth2/token`,
    };
  }
}

function sendJson(response: ServerResponse, value: object): void {
  const headers = { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'application/json' };
  response.writeHead(200, headers).end(JSON.stringify(value));
}
