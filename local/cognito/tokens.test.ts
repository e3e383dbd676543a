import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeJwt } from 'jose';
import { TokenGenerator, type Grant } from './tokens.ts';
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
      name: 'Client',
      callbackUrls: [],
      logoutUrls: [],
      scopes: [],
      seconds: { idToken: 600, accessToken: 300, refreshToken: 7_200 },
    },
  ],
};
const user = {
  Username: 'u',
  Password: 'p',
  Enabled: true,
  UserStatus: 'CONFIRMED',
  Attributes: [
    { Name: 'sub', Value: 's' },
    { Name: 'email', Value: 'e' },
    { Name: 'email_verified', Value: 'false' },
  ],
};
const now = () => Math.floor(Date.now() / 1000);
const grant = (age: number): Grant => ({ clientId: 'client', scope: 'openid', authTime: now() - age, originId: 'o' });

describe('Tokens', () => {
  it('are of the sign-in that they are made in', async () => {
    const tokens = await TokenGenerator.create('http://localhost:9229', [pool]);
    const generate = (groups: string[], ClientId = 'client') =>
      tokens.generate({}, user, groups, { ClientId, UserPoolId: pool.id });
    const signIn = grant(3_600);
    const made = await tokens.grants.run(signIn, () => generate(['a']));
    const id = decodeJwt(made.IdToken);
    assert.deepEqual(
      [id.auth_time, id.origin_jti, id.email_verified, id['cognito:preferred_role'], id.exp! - id.iat!],
      [signIn.authTime, 'o', false, 'role-a', 600],
    );
    assert.equal(
      tokens.grants.run(signIn, () => tokens.secondsOfAccessToken()),
      300,
    );
    assert.deepEqual(await tokens.grantOf(made.RefreshToken), signIn);

    const alone = decodeJwt((await generate(['a', 'b', 'c'])).IdToken);
    assert.deepEqual([alone['cognito:roles'], alone['cognito:preferred_role']], [['role-a', 'role-b'], undefined]);
    assert.deepEqual(
      Object.keys(decodeJwt((await generate([])).IdToken)).filter(name => /group|role/.test(name)),
      [],
    );
    const unknown = decodeJwt((await generate([], 'made later')).IdToken);
    assert.equal(unknown.exp! - unknown.iat!, 3_600);
  });

  it('can be renewed as long as the client says, counted from the sign-in, and by refresh tokens alone', async () => {
    const tokens = await TokenGenerator.create('http://localhost:9229', [pool]);
    const others = await TokenGenerator.create('http://localhost:9229', [pool]);
    const generate = (from: TokenGenerator, age: number) =>
      from.grants.run(grant(age), () => from.generate({}, user, [], { ClientId: 'client', UserPoolId: pool.id }));
    const [young, old, foreign] = [
      await generate(tokens, 7_100),
      await generate(tokens, 7_201),
      await generate(others, 0),
    ];
    assert.notEqual(await tokens.grantOf(young.RefreshToken), undefined);
    for (const token of [old.RefreshToken, young.IdToken, young.AccessToken, foreign.RefreshToken, '', 'x.y.z'])
      assert.equal(await tokens.grantOf(token), undefined);
  });
});
