import type { RequestListener, ServerResponse } from 'node:http';
import { jsonService } from '../endpoint/service.ts';
import type { Account } from '../endpoints.ts';
import { Directory } from './directory.ts';
import { ManagedLogin } from './managed-login.ts';
import { tokenVerifier } from './token-verifier.ts';
import { createTokens } from './tokens.ts';
import type { UserPool } from './user-pools.ts';

/**
 * Amazon Cognito's user pools, with the account in all groups of each: their API, and what answers at `host`: sign-in,
 * tokens and keys.
 */
export async function startCognito(
  host: string,
  pools: UserPool[],
  account: Account | undefined,
  print: (line: string) => void,
) {
  const issuers = `http://${host}`;
  const directory = new Directory(pools, account, print);
  const tokens = await createTokens(issuers);
  const documents = pools.flatMap(({ id }) => [
    [`GET /${id}/.well-known/jwks.json`, tokens.keys] as const,
    [`GET /${id}/.well-known/openid-configuration`, configuration(issuers, id)] as const,
  ]);
  const endpoints: ManagedLogin['endpoints'] = {
    ...new ManagedLogin(directory, tokens, pools).endpoints,
    ...Object.fromEntries(documents.map(([path, document]) => [path, (_, response) => sendJson(response, document)])),
  };

  const answer: RequestListener = async (request, response) => {
    try {
      const url = URL.parse(request.url ?? '', issuers);
      const name = `${request.method} ${url?.pathname}`;
      if (url && Object.hasOwn(endpoints, name)) return await endpoints[name]!(request, response, url.searchParams);
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n');
    } catch (error) {
      if (error === request.errored) return;
      print(`Cognito failed: ${error instanceof Error ? error.stack : String(error)}`);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    }
  };
  return {
    answer,
    service: jsonService("Cognito's user pools", 'AWSCognitoIdentityProviderService', directory),
    tokens: tokenVerifier(issuers, pools, tokens.keys),
  };
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

function sendJson(response: ServerResponse, value: object): void {
  const headers = { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'application/json' };
  response.writeHead(200, headers).end(JSON.stringify(value));
}
