import type { AppEndpoints } from '../../local.config.ts';
import { Browser } from '../../local/cognito/testing/sign-in.ts';

/** Signs the local reviewer in as on the website. Returns the ID token, which lasts an hour. */
export async function reviewerToken({ cognito, website, reviewer, outputs }: AppEndpoints): Promise<string> {
  if (!reviewer) throw new Error('The local stack has no account to sign in with');
  const redirect = { redirect_uri: `${website}/` };
  const browser = new Browser({ url: cognito, clientId: outputs.UserPoolClientId! });
  const { code, verifier } = await browser.code(reviewer.name, reviewer.password, redirect);
  const response = await browser.token({
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    ...redirect,
  });
  const body = await response.text();
  if (response.status !== 200) throw new Error(`Signing in was answered with ${response.status}: ${body}`);
  return (JSON.parse(body) as { id_token: string }).id_token;
}
