import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { random } from '../testing/random.ts';
import { startSignIn, website, type RunningCognito } from './testing/sign-in.ts';

let running: RunningCognito;
before(async () => {
  running = await startSignIn();
});
after(() => running[Symbol.asyncDispose]());

describe('Random sign-in requests', () => {
  it('get no 5xx, and no tokens', async () => {
    const { url, account, clientId } = running;
    const { seed, next } = random();
    const paths = ['/oauth2/authorize', '/login', '/logout', '/oauth2/token', '/oauth2/revoke', '/other', '/'];
    const names = [
      'client_id',
      'redirect_uri',
      'response_type',
      'code_challenge',
      'code_challenge_method',
      'scope',
      'state',
      'prompt',
      'nonce',
      'logout_uri',
      'grant_type',
      'code',
      'code_verifier',
      'refresh_token',
      'token',
      'username',
      'password',
      '__proto__',
      'constructor',
      '',
    ];
    const values = [
      clientId,
      website,
      'code',
      'S256',
      'x'.repeat(43),
      'openid',
      'authorization_code',
      'refresh_token',
      account.name,
      account.password,
      '',
      '__proto__',
      'toString',
      'none',
      'login',
      '\0',
      '\ud800',
      '%',
      '<script>',
      '../..',
      'x'.repeat(5_000),
      'http://localhost:8080/?a=b#c',
      '[]',
      '{}',
      'null',
      'é',
    ];
    const fields = () => {
      const usual: [string, string][] = next(2)
        ? [
            ['client_id', clientId],
            ['redirect_uri', website],
          ]
        : [];
      const odd = Array.from({ length: next(8) }, () => [names[next(names.length)]!, values[next(values.length)]!]);
      return new URLSearchParams([...usual, ...(odd as [string, string][])]);
    };
    for (let round = 0; round < 100; round++) {
      await Promise.all(
        Array.from({ length: 20 }, async () => {
          const [path, query, body] = [paths[next(paths.length)]!, fields(), fields()];
          const type = ['application/x-www-form-urlencoded', 'application/json', 'text/plain'][next(3)]!;
          const post = { method: 'POST', body: next(4) ? body.toString() : '\xff{', headers: { 'content-type': type } };
          const response = await fetch(`${url}${path}?${query}`, { redirect: 'manual', ...(next(2) && post) });
          assert.ok(response.status < 500, `seed ${seed}: ${path}?${query} ${body}`);
          assert.doesNotMatch(await response.text(), /_token"|<script/, `seed ${seed}`);
          assert.ok(!(response.headers.get('location') ?? '').startsWith(`${website}?code=`), `seed ${seed}`);
        }),
      );
    }
  });
});
