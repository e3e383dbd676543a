import type { AppEndpoints } from '../../local.config.ts';
import { Browser } from '../../local/cognito/testing/sign-in.ts';

/** The ID token of the local reviewer, who signs in as on the website; it is good for an hour. */
export async function reviewerToken({ cognito, website, reviewer, outputs }: AppEndpoints): Promise<string> {
  if (!reviewer) throw new Error('Nobody can sign in on the local stack');
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
