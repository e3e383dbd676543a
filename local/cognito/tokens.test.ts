import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeJwt } from 'jose';
import type { User } from './directory.ts';
import { createTokens, type Grant, type TokenGenerator } from './tokens.ts';
import type { UserPool } from './user-pools.ts';

const pool: UserPool = {
  id: 'us-east-1_pool',
  usernameAttributes: [],
  groups: [
    { name: 'a', roleArn: 'role-a' },
    { name: 'b', roleArn: 'role-b' },
    { name: 'c', roleArn: undefined },
  ],
  clients: [
    {
      id: 'client',
      callbackUrls: [],
      logoutUrls: [],
      scopes: [],
      seconds: { idToken: 600, accessToken: 300, refreshToken: 7_200 },
    },
  ],
};
const [client] = pool.clients;
const member = (groups: string[]): User => ({
  username: 'u',
  password: 'p',
  enabled: true,
  status: 'CONFIRMED',
  attributes: new Map([
    ['sub', 's'],
    ['email', 'e'],
    ['email_verified', 'false'],
  ]),
  groups: new Set(groups),
  created: new Date(),
});
const now = () => Math.floor(Date.now() / 1000);
const grant = (age: number): Grant => ({
  clientId: 'client',
  username: 'u',
  scope: 'openid',
  authTime: now() - age,
  originId: 'o',
});

describe('Tokens', () => {
  it('have the claims of their sign-in', async () => {
    const tokens = await createTokens('http://localhost:9229');
    const signIn = grant(3_600);
    const generate = (groups: string[]) => tokens.generate(pool, client!, member(groups), signIn);
    const made = await generate(['a']);
    const id = decodeJwt(made.idToken);
    assert.deepEqual(
      [id.auth_time, id.origin_jti, id.email_verified, id['cognito:preferred_role'], id.exp! - id.iat!],
      [signIn.authTime, 'o', false, 'role-a', 600],
    );
    const access = decodeJwt(made.accessToken);
    assert.equal(access.exp! - access.iat!, 300);
    assert.deepEqual(await tokens.grantOf(made.refreshToken), signIn);

    const alone = decodeJwt((await generate(['a', 'b', 'c'])).idToken);
    assert.deepEqual([alone['cognito:roles'], alone['cognito:preferred_role']], [['role-a', 'role-b'], undefined]);
    assert.deepEqual(
      Object.keys(decodeJwt((await generate([])).idToken)).filter(name => /group|role/.test(name)),
      [],
    );
  });

  it('are renewed only by refresh tokens, for the client’s time after the sign-in', async () => {
    const tokens = await createTokens('http://localhost:9229');
    const others = await createTokens('http://localhost:9229');
    const generate = (from: TokenGenerator, age: number) => from.generate(pool, client!, member([]), grant(age));
    const [young, old, foreign] = [
      await generate(tokens, 7_100),
      await generate(tokens, 7_201),
      await generate(others, 0),
    ];
    assert.notEqual(await tokens.grantOf(young.refreshToken), undefined);
    for (const token of [old.refreshToken, young.idToken, young.accessToken, foreign.refreshToken, '', 'x.y.z'])
      assert.equal(await tokens.grantOf(token), undefined);
  });
});
