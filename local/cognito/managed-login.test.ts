import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import {
  administer,
  Browser,
  groupRole,
  startSignIn,
  website,
  type RunningCognito,
  type TokenAnswer,
} from './testing/sign-in.ts';

let running: RunningCognito;
before(async () => {
  running = await startSignIn();
});
after(() => running[Symbol.asyncDispose]());

const newBrowser = () => new Browser(running);
const json = async (response: Response) => [response.status, await response.json()] as const;
const location = (response: Response) => response.headers.get('location') ?? '';

describe('Sign-in', () => {
  it('leads from the sign-in page to tokens in Cognito’s form', async () => {
    const { account, url, pool, clientId } = running;
    const browser = newBrowser();
    const { location: back, code, verifier } = await browser.code(account.name, account.password, { nonce: 'n1' });
    assert.equal(`${back!.origin}${back!.pathname}`, website);
    assert.equal(back!.searchParams.get('state'), 's1');
    const response = await browser.token({ grant_type: 'authorization_code', code, code_verifier: verifier });
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    const answer = (await response.json()) as TokenAnswer;
    assert.deepEqual([answer.token_type, answer.expires_in], ['Bearer', 1800]);

    const keys = createRemoteJWKSet(new URL(`${url}/${pool.id}/.well-known/jwks.json`));
    const issuer = `${url}/${pool.id}`;
    const { payload: id } = await jwtVerify(answer.id_token, keys, { issuer, audience: clientId });
    assert.equal(id.exp! - id.iat!, 3600);
    assert.equal(id.auth_time, id.iat);
    assert.deepEqual(
      [id.token_use, id.email, id.email_verified, id['cognito:groups'], id['cognito:roles'], id.nonce],
      ['id', account.name, true, ['reviewers'], [groupRole], 'n1'],
    );
    assert.equal(id['cognito:username'], id.sub);
    const { payload: access } = await jwtVerify(answer.access_token, keys, { issuer });
    assert.deepEqual(
      [access.token_use, access.client_id, access.scope, access.aud],
      ['access', clientId, 'openid email', undefined],
    );
  });

  it('is renewed by its refresh token, with the same claims, until the token is revoked', async () => {
    const browser = newBrowser();
    const first = await browser.signIn(running.account);
    await setTimeout(1_100);
    const renew = () => browser.token({ grant_type: 'refresh_token', refresh_token: first.refresh_token });
    const renewed = (await (await renew()).json()) as TokenAnswer;
    const [before, after] = [decodeJwt(first.id_token), decodeJwt(renewed.id_token)];
    assert.ok(after.iat! > before.iat!);
    for (const claim of ['auth_time', 'sub', 'origin_jti', 'aud', 'iss'])
      assert.equal(after[claim], before[claim], claim);
    assert.equal(decodeJwt(renewed.access_token).scope, 'openid email');
    assert.equal(renewed.refresh_token, undefined);

    const revoked = await browser.request('/oauth2/revoke', {
      token: first.refresh_token,
      client_id: running.clientId,
    });
    assert.deepEqual([revoked.status, await revoked.text()], [200, '']);
    assert.equal((await renew()).status, 400);
  });

  it('lasts in the browser until the user signs out', async () => {
    const { clientId, account } = running;
    const browser = newBrowser();
    await browser.signIn(account);
    const again = await browser.request(browser.authorization().path);
    assert.match(location(again), /^http:\/\/localhost:8080\/\?code=.+&state=s1$/);
    assert.equal((await browser.request(browser.authorization({ prompt: 'login' }).path)).status, 200);
    const out = await browser.request(`/logout?${new URLSearchParams({ client_id: clientId, logout_uri: website })}`);
    assert.deepEqual([out.status, location(out)], [302, website]);
    assert.equal((await browser.request(browser.authorization().path)).status, 200);
    const silent = await browser.request(browser.authorization({ prompt: 'none' }).path);
    assert.match(location(silent), /[?&]error=login_required&.*state=s1$/);
    const { path } = browser.authorization();
    const other = await browser.request(path.replace('/oauth2/authorize', '/logout'));
    assert.match(location(other), /^\/login\?client_id=/);
    assert.match(await (await browser.request(location(other))).text(), /<form /);
  });

  it('ends after an hour in the browser, and its code after five minutes', async context => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const browser = newBrowser();
    const { code, verifier } = await browser.code(running.account.name, running.account.password);
    context.mock.timers.tick(300_000);
    const late = await browser.token({ grant_type: 'authorization_code', code, code_verifier: verifier });
    assert.deepEqual(await json(late), [400, { error: 'invalid_grant' }]);
    const isSignedIn = async () => (await browser.request(browser.authorization().path)).status === 302;
    assert.equal(await isSignedIn(), true);
    context.mock.timers.tick(3_300_000);
    assert.equal(await isSignedIn(), false);
  });

  it('accepts a name with a capital letter and spaces around it', async () => {
    const { name, password } = running.account;
    const typed = ` ${name.replace(/^./, each => each.toUpperCase())} `;
    assert.notEqual((await newBrowser().code(typed, password)).code, '');
  });

  it('with a wrong password or name shows the page again', async () => {
    const { account } = running;
    for (const [name, password] of [
      [account.name, 'wrong'],
      ['nobody@example.com', account.password],
      ['', ''],
      ['__proto__', ''],
      ['"><script>', "'"],
    ] as const) {
      const { response } = await newBrowser().code(name, password, { state: '"><script>alert(1)</script>' });
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('set-cookie'), null);
      const page = await response.text();
      assert.match(page, /role="alert">Incorrect username or password\./);
      assert.doesNotMatch(page, /<script/);
    }
  });

  it('is refused for an account that is disabled or has a temporary password', async () => {
    const Username = 'bob@example.com';
    const call = (operation: string, input: object) => administer(running, operation, { Username, ...input });
    const canSignIn = async () => (await newBrowser().code(Username, 'Password-1')).code !== '';
    await call('AdminCreateUser', { TemporaryPassword: 'Password-1', MessageAction: 'SUPPRESS' });
    assert.equal(await canSignIn(), false);
    assert.equal((await call('AdminSetUserPassword', { Password: 'Password-1', Permanent: true })).status, 200);
    assert.equal(await canSignIn(), true);
    await call('AdminDisableUser', {});
    assert.equal(await canSignIn(), false);
    await assert.rejects(call('AdminGetUser', { Username: 'none@example.com' }), { name: 'UserNotFoundException' });
  });
});

describe('A client’s invalid request', () => {
  it('is refused before anybody signs in', async () => {
    const browser = newBrowser();
    const refused: [more: Record<string, string | undefined>, where: RegExp][] = [
      [{ response_type: 'token' }, /error=unauthorized_client/],
      [{ scope: 'openid aws.cognito.signin.user.admin' }, /error=invalid_scope/],
      [{ code_challenge: undefined }, /error=invalid_request/],
      [{ code_challenge_method: 'plain' }, /error=invalid_request/],
    ];
    for (const [more, where] of refused) {
      const response = await browser.request(browser.authorization(more).path);
      assert.deepEqual([response.status, location(response).startsWith(`${website}?`)], [302, true]);
      assert.match(location(response), where);
    }
    for (const more of [
      { client_id: 'other' },
      { client_id: undefined },
      { redirect_uri: 'http://localhost:8080/other' },
      { redirect_uri: 'https://example.com/' },
      { redirect_uri: undefined },
      { client_id: '__proto__' },
    ]) {
      const response = await browser.request(browser.authorization(more).path);
      assert.deepEqual([response.status, location(response)], [400, '']);
      const out = await browser.request(
        `/logout?${new URLSearchParams({
          client_id: more.client_id ?? running.clientId,
          logout_uri: more.redirect_uri ?? 'x',
        })}`,
      );
      assert.deepEqual([out.status, location(out)], [400, '']);
    }
    assert.equal((await browser.request(`/logout?client_id=${running.clientId}`)).status, 400);
  });

  it('for tokens is refused', async () => {
    const { account } = running;
    const browser = newBrowser();
    const { code, verifier } = await browser.code(account.name, account.password);
    const exchange = (more: Record<string, string>) =>
      browser.token({ grant_type: 'authorization_code', code, code_verifier: verifier, ...more });
    const invalidGrant = [400, { error: 'invalid_grant' }];
    assert.deepEqual(await json(await exchange({ code_verifier: 'x'.repeat(43) })), invalidGrant);
    assert.deepEqual(await json(await exchange({ client_id: 'other' })), [400, { error: 'invalid_client' }]);
    const password = await json(await exchange({ grant_type: 'password' }));
    assert.deepEqual(password, [400, { error: 'unsupported_grant_type' }]);
    assert.equal((await exchange({})).status, 200);
    const [status, again] = await json(await exchange({}));
    assert.deepEqual([status, (again as { error: string }).error], [400, 'invalid_grant']);

    const other = await newBrowser().code(account.name, account.password);
    const elsewhere = await browser.token({
      grant_type: 'authorization_code',
      code: other.code,
      code_verifier: other.verifier,
      redirect_uri: `${website}x`,
    });
    assert.equal(elsewhere.status, 400);
    const { access_token: access, id_token: id } = await newBrowser().signIn(account);
    for (const token of [access, id, 'x', '']) {
      const response = await browser.token({ grant_type: 'refresh_token', refresh_token: token });
      assert.deepEqual(await json(response), invalidGrant);
    }
  });

  it('for any other path gets a 404, and web pages cannot call the API', async () => {
    const { url, pool } = running;
    const preflight = await fetch(`${url}/oauth2/token`, {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:8080', 'access-control-request-method': 'POST' },
    });
    assert.equal(preflight.headers.get('access-control-allow-origin'), '*');
    const target = { 'x-amz-target': 'AWSCognitoIdentityProviderService.ListUserPools' };
    for (const [method, path] of [
      ['GET', '/'],
      ['POST', '/'],
      ['OPTIONS', '/'],
      ['GET', '/oauth2/token'],
      ['POST', '/oauth2/authorize'],
      ['GET', '/other/.well-known/jwks.json'],
      ['GET', `/${pool.id}/.well-known/none`],
      ['GET', '/health'],
    ] as const) {
      const response = await fetch(`${url}${path}`, { method, headers: target });
      assert.deepEqual([response.status, response.headers.get('access-control-allow-headers')], [404, null], path);
    }
    const configuration = await (await fetch(`${url}/${pool.id}/.well-known/openid-configuration`)).json();
    assert.equal((configuration as { issuer: string }).issuer, `${url}/${pool.id}`);
  });
});
