import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { jsonService } from '../endpoint/service.ts';
import type { Account } from '../endpoints.ts';
import { listen } from '../ports.ts';
import { Directory } from './directory.ts';
import { ManagedLogin } from './managed-login.ts';
import { tokenVerifier, type TokenVerifier } from './token-verifier.ts';
import { createTokens } from './tokens.ts';
import type { UserPool } from './user-pools.ts';

/** Amazon Cognito's user pools: their API, and sign-in, tokens and keys on a separate port. */
export class Cognito {
  readonly service = jsonService("Cognito's user pools", 'AWSCognitoIdentityProviderService', {
    handle: (operation, input) => this.#directory.handle(operation, input),
  });
  /** The host and port of the issuers and the sign-in pages. */
  readonly host: string;
  readonly #server: Server;
  readonly #print: (line: string) => void;
  #directory = new Directory([], undefined, () => {});
  /** By method and path; undefined until there are pools. */
  #endpoints: ManagedLogin['endpoints'] | undefined;

  private constructor(server: Server, port: number, print: (line: string) => void) {
    this.#server = server;
    this.host = `localhost:${port}`;
    this.#print = print;
    // Only clients close connections: one that the server closes just as it is used again looks like an error.
    server.keepAliveTimeout = 0;
    server.on('request', (request, response) => void this.#handle(request, response));
  }

  /** Listens on a port (0: a free one). Throws a Problem if the port is taken. */
  static async start(port: number, print: (line: string) => void): Promise<Cognito> {
    const server = createServer();
    return new Cognito(server, await listen(server, 'cognito', port), print);
  }

  /** Creates the pools, with the account in all groups of each. Returns the verifier of the pools' tokens. */
  async setUp(pools: UserPool[], account: Account | undefined): Promise<TokenVerifier> {
    const issuers = `http://${this.host}`;
    const tokens = await createTokens(issuers);
    this.#directory = new Directory(pools, account, this.#print);
    const documents = pools.flatMap(({ id }) => [
      [`GET /${id}/.well-known/jwks.json`, tokens.keys] as const,
      [`GET /${id}/.well-known/openid-configuration`, configuration(issuers, id)] as const,
    ]);
    this.#endpoints = {
      ...new ManagedLogin(this.#directory, tokens, pools).endpoints,
      ...Object.fromEntries(
        documents.map(([path, document]) => [path, (_: unknown, response) => sendJson(response, document)]),
      ),
    };
    return tokenVerifier(issuers, pools, tokens.keys);
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (!this.#endpoints) return sendText(response, 503, 'It is starting', { 'Retry-After': '1' });
      const url = URL.parse(request.url ?? '', `http://${this.host}`);
      const name = `${request.method} ${url?.pathname}`;
      if (!url || !Object.hasOwn(this.#endpoints, name)) return sendText(response, 404, 'Not found');
      await this.#endpoints[name]!(request, response, url.searchParams);
    } catch (error) {
      if (error === request.errored) return;
      this.#print(`Cognito failed: ${error instanceof Error ? error.stack : String(error)}`);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    }
  }
}

const configuration = (issuers: string, pool: string): object => ({
  issuer: `${issuers}/${pool}`,
  authorization_endpoint: `${issuers}/oauth2/authorize`,
  end_session_endpoint: `${issuers}/logout`,
  id_token_signing_alg_values_supported: ['RS256'],
  jwks_uri: `${issuers}/${pool}/.well-known/jwks.json`,
  response_types_supported: ['code'],
  revocation_endpoint: `${issuers}/oauth2/revoke`,
  scopes_supported: ['openid', 'email', 'phone', 'profile'],
  subject_types_supported: ['public'],
  token_endpoint: `${issuers}/oauth2/token`,
});

function sendText(response: ServerResponse, status: number, text: string, headers = {}): void {
  response.writeHead(status, { 'Content-Type': 'text/plain', ...headers }).end(`${text}\n`);
}

function sendJson(response: ServerResponse, value: object): void {
  const headers = { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'application/json' };
  response.writeHead(200, headers).end(JSON.stringify(value));
}
