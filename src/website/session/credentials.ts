import type { AwsClient } from 'aws4fetch';
import { serverNow } from '../base/clock.ts';
import { Members } from '../base/members.ts';
import { parseJson } from '../base/json.ts';
import type { Config } from './config.ts';

/** Credentials for `AwsClient`, and their expiry in milliseconds since 1970. */
export interface Credentials extends Pick<AwsClient, 'accessKeyId' | 'secretAccessKey'> {
  readonly sessionToken: string;
  readonly expiresAt: number;
}

const NEARLY_OVER = 5 * 60_000;

/** There are no credentials: the identity pool gave none, or nobody is signed in. */
export class NoCredentials extends Error {}

/**
 * The temporary AWS credentials that the identity pool gives for an ID token
 * (https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html).
 */
export class IdentityPool {
  readonly #config: Config;
  readonly #token: () => Promise<string>;
  #asked: Promise<Credentials> | undefined;
  #expiresAt = Infinity;

  /** @param token Resolves with the ID token, or rejects. */
  constructor(config: Config, token: () => Promise<string>) {
    this.#config = config;
    this.#token = token;
  }

  /** Credentials that last a few more minutes. Concurrent callers share one request. Throws if there are none. */
  async credentials(): Promise<Credentials> {
    if (this.#expiresAt < serverNow() + NEARLY_OVER) this.#asked = undefined;
    const asked = (this.#asked ??= this.#get());
    try {
      const credentials = await asked;
      this.#expiresAt = credentials.expiresAt;
      return credentials;
    } catch (error) {
      if (this.#asked === asked) this.#asked = undefined;
      throw error;
    }
  }

  async #get(): Promise<Credentials> {
    const provider = this.#config.issuer.replace(/^https?:\/\//, '');
    const logins = { [provider]: await this.#token() };
    const identity = await this.#ask('GetId', { IdentityPoolId: this.#config.frames?.identityPoolId, Logins: logins });
    const identityId = new Members(identity).text('IdentityId');
    const answer = await this.#ask('GetCredentialsForIdentity', { IdentityId: identityId, Logins: logins });
    const credentials = new Members(new Members(answer).get('Credentials'));
    const accessKeyId = credentials.text('AccessKeyId');
    const secretAccessKey = credentials.text('SecretKey');
    const sessionToken = credentials.text('SessionToken');
    if (accessKeyId === undefined || secretAccessKey === undefined || sessionToken === undefined) {
      throw new NoCredentials('the identity pool gave no credentials');
    }
    // Seconds since 1970, with a fraction.
    const expiresAt = (credentials.number('Expiration') ?? 0) * 1000;
    return { accessKeyId, secretAccessKey, sessionToken, expiresAt };
  }

  async #ask(operation: string, body: object): Promise<unknown> {
    const response = await fetch(`${this.#config.frames?.cognitoIdentityUrl}/`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AWSCognitoIdentityService.${operation}`,
      },
      body: JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(15_000),
    });
    if (!response.ok) throw new NoCredentials(`the identity pool refused credentials (${response.status})`);
    return parseJson(await response.text());
  }
}
