import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import type { AwsRequest } from '../../endpoint/service.ts';
import { serve } from '../../ports.ts';
import { stackOf } from '../../testing/stack.ts';
import { startCognito } from '../cognito.ts';
import { userPoolsOf } from '../user-pools.ts';

export const website = 'http://localhost:8080/';
export const groupRole = 'arn:aws:iam::000000000000:role/reviewers';

/** A user pool with a group and a client, as the CDK would synthesize it. */
export const signInResources = {
  Pool: {
    Type: 'AWS::Cognito::UserPool',
    Properties: {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      AutoVerifiedAttributes: ['email'],
      UsernameAttributes: ['email'],
      MfaConfiguration: 'OPTIONAL',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    },
  },
  Domain: {
    Type: 'AWS::Cognito::UserPoolDomain',
    Properties: { Domain: 'approvals', ManagedLoginVersion: 2, UserPoolId: { Ref: 'Pool' } },
  },
  Reviewers: {
    Type: 'AWS::Cognito::UserPoolGroup',
    Properties: { GroupName: 'reviewers', RoleArn: groupRole, UserPoolId: { Ref: 'Pool' } },
  },
  Client: {
    Type: 'AWS::Cognito::UserPoolClient',
    Properties: {
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
      CallbackURLs: [website],
      LogoutURLs: [website],
      SupportedIdentityProviders: ['COGNITO'],
      UserPoolId: { Ref: 'Pool' },
      AccessTokenValidity: 30,
      IdTokenValidity: 60,
      RefreshTokenValidity: 720,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' },
    },
  },
};

/** Calls the API of the user pools as an administrator does. */
export const administer = ({ service, pool }: RunningCognito, operation: string, input: object) =>
  service.handle({ operation, body: Buffer.from(JSON.stringify({ UserPoolId: pool.id, ...input })) } as AwsRequest);

export type RunningCognito = Awaited<ReturnType<typeof startSignIn>>;

/** The user pool on a free port, with an account. */
export async function startSignIn() {
  const [pool] = userPoolsOf(stackOf(signInResources));
  const account = { name: 'ann@example.com', password: 'Password-of-Ann-1' };
  const scope = new AsyncDisposableStack();
  const { port, answerWith } = await serve('cognito', 0, scope);
  const { answer, ...cognito } = await startCognito(`localhost:${port}`, [pool!], account, line => assert.fail(line));
  answerWith(answer);
  return {
    ...cognito,
    url: `http://localhost:${port}`,
    pool: pool!,
    clientId: pool!.clients[0]!.id,
    account,
    [Symbol.asyncDispose]: () => scope.disposeAsync(),
  };
}

export interface TokenAnswer {
  id_token: string;
  access_token: string;
  refresh_token: string;
  expires_in: number;
  token_type: string;
}

/** A browser for sign-in: it keeps the cookie and follows no redirects. */
export class Browser {
  readonly #url: string;
  readonly #clientId: string;
  #cookie = '';

  constructor({ url, clientId }: Pick<RunningCognito, 'url' | 'clientId'>) {
    this.#url = url;
    this.#clientId = clientId;
  }

  async request(path: string, form?: Record<string, string>): Promise<Response> {
    const response = await fetch(`${this.#url}${path}`, {
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      headers: { cookie: this.#cookie },
      redirect: 'manual',
    });
    this.#cookie = response.headers.get('set-cookie')?.split(';', 1)[0] ?? this.#cookie;
    return response;
  }

  /** The path of a request for a code, and the code's verifier. */
  authorization(more: Record<string, string | undefined> = {}): { path: string; verifier: string } {
    const verifier = randomBytes(32).toString('base64url');
    const all = {
      client_id: this.#clientId,
      redirect_uri: website,
      response_type: 'code',
      scope: 'openid email',
      state: 's1',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...more,
    };
    const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return { path: `/oauth2/authorize?${new URLSearchParams(given)}`, verifier };
  }

  /** Fills in the sign-in page. Returns the code and its verifier. */
  async code(username: string, password: string, more: Record<string, string> = {}) {
    const { path, verifier } = this.authorization(more);
    const page = await (await this.request(path)).text();
    const action = /<form method="post" action="([^"]+)"/.exec(page)![1]!.replaceAll('&amp;', '&');
    const response = await this.request(action, { username, password });
    const location = URL.parse(response.headers.get('location') ?? '');
    return { response, location, code: location?.searchParams.get('code') ?? '', verifier };
  }

  token(form: Record<string, string>): Promise<Response> {
    return this.request('/oauth2/token', { client_id: this.#clientId, redirect_uri: website, ...form });
  }

  async signIn({ name, password }: { name: string; password: string }): Promise<TokenAnswer> {
    const { code, verifier } = await this.code(name, password);
    const response = await this.token({ grant_type: 'authorization_code', code, code_verifier: verifier });
    return (await response.json()) as TokenAnswer;
  }
}
