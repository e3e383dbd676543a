import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { userPoolProvider } from '../stack/arn.ts';
import { resourcesOf } from '../stack/resources.ts';
import { stackOf } from '../testing/stack.ts';
import { IdentityPools } from './identity-pools.ts';
import {
  administer,
  Browser,
  groupRole,
  signInResources,
  startSignIn,
  type RunningCognito,
} from './testing/sign-in.ts';

const resources = (more: object = {}, roles: object = {}) => ({
  ...signInResources,
  Identities: {
    Type: 'AWS::Cognito::IdentityPool',
    Properties: {
      AllowUnauthenticatedIdentities: false,
      AllowClassicFlow: false,
      CognitoIdentityProviders: [
        {
          ClientId: { Ref: 'Client' },
          ProviderName: { 'Fn::GetAtt': ['Pool', 'ProviderName'] },
          ServerSideTokenCheck: true,
        },
      ],
      ...more,
    },
  },
  Roles: {
    Type: 'AWS::Cognito::IdentityPoolRoleAttachment',
    Properties: {
      IdentityPoolId: { Ref: 'Identities' },
      Roles: { authenticated: groupRole },
      RoleMappings: {
        reviewers: {
          Type: 'Token',
          AmbiguousRoleResolution: 'Deny',
          IdentityProvider: { 'Fn::Join': [':', [{ 'Fn::GetAtt': 'Pool.ProviderName' }, { Ref: 'Client' }]] },
        },
      },
      ...roles,
    },
  },
});

const stack = stackOf(resources());
const IdentityPoolId = resourcesOf(stack, 'AWS::Cognito::IdentityPool')[0]!.ref;
let running: RunningCognito;
let pools: IdentityPools;
let provider: string;
let token: string;
before(async () => {
  running = await startSignIn();
  pools = new IdentityPools(stack, new URL(running.url).host, running.tokens);
  provider = userPoolProvider(running.pool.id);
  token = (await new Browser(running).signIn(running.account)).id_token;
});
after(() => running[Symbol.asyncDispose]());

const getId = async (Logins: object) =>
  ((await pools.handle('GetId', { IdentityPoolId, Logins })) as { IdentityId: string }).IdentityId;
const notAuthorized = (message: RegExp) => ({ name: 'NotAuthorizedException', status: 400, message });

async function createUser(name: string): Promise<string> {
  await administer(running, 'AdminCreateUser', { Username: name, MessageAction: 'SUPPRESS' });
  await administer(running, 'AdminSetUserPassword', { Username: name, Password: 'Password-1', Permanent: true });
  return (await new Browser(running).signIn({ name, password: 'Password-1' })).id_token;
}

describe('An identity pool', () => {
  it('returns temporary credentials for the ID token of a member of the group', async () => {
    const identity = await getId({ [provider]: token });
    assert.match(identity, /^us-east-1:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.equal(await getId({ [`${new URL(running.url).host}/${running.pool.id}`]: token }), identity);
    const { IdentityId, Credentials } = (await pools.handle('GetCredentialsForIdentity', {
      IdentityId: identity,
      Logins: { [provider]: token },
    })) as { IdentityId: string; Credentials: Record<string, unknown> };
    assert.equal(IdentityId, identity);
    assert.match(String(Credentials.AccessKeyId), /^ASIA[0-9A-F]{16}$/);
    assert.deepEqual(Object.keys(Credentials), ['AccessKeyId', 'SecretKey', 'SessionToken', 'Expiration']);
    assert.ok(Math.abs(Number(Credentials.Expiration) - Date.now() / 1000 - 3600) < 10);
  });

  it('refuses other tokens, other identities, and requests without a token', async () => {
    const { access_token: access } = await new Browser(running).signIn(running.account);
    const forged = `${token.slice(0, -8)}AAAAAAAA`;
    for (const wrong of [access, forged, 'x.y.z'])
      await assert.rejects(getId({ [provider]: wrong }), notAuthorized(/^Invalid login token\./));
    await assert.rejects(getId({ 'accounts.google.com': token }), notAuthorized(/not from a supported provider/));
    await assert.rejects(getId({}), notAuthorized(/^Unauthenticated access is not supported/));
    await assert.rejects(pools.handle('GetId', { IdentityPoolId: 'us-east-1:0', Logins: { [provider]: token } }), {
      name: 'ResourceNotFoundException',
    });
    await assert.rejects(getId({ [provider]: '' }), { name: 'ValidationException' });
    await assert.rejects(pools.handle('GetId', {}), { name: 'ValidationException' });
    for (const input of [{ IdentityPoolId: 7 }, [], null, 'x'])
      await assert.rejects(pools.handle('GetId', input), { name: 'SerializationException' });

    const identity = await getId({ [provider]: token });
    const get = (input: object) => pools.handle('GetCredentialsForIdentity', input);
    await assert.rejects(get({ IdentityId: identity }), notAuthorized(/^Unauthenticated/));
    await assert.rejects(get({ IdentityId: identity, Logins: { [provider]: forged } }), notAuthorized(/^Invalid/));
    await assert.rejects(get({ IdentityId: 'us-east-1:0', Logins: { [provider]: token } }), {
      name: 'ResourceNotFoundException',
    });
    const stranger = await createUser('eve@example.com');
    await assert.rejects(
      get({ IdentityId: identity, Logins: { [provider]: stranger } }),
      notAuthorized(/^Logins don't match/),
    );
    await assert.rejects(pools.handle('ListIdentities', {}), { name: 'UnknownOperationException' });
  });

  it('refuses users outside the group, because of its role mapping', async () => {
    const Logins = { [provider]: await createUser('bob@example.com') };
    const identity = await getId(Logins);
    await assert.rejects(
      pools.handle('GetCredentialsForIdentity', { IdentityId: identity, Logins }),
      notAuthorized(/is forbidden/),
    );
  });

  it('is refused at start if it is unsupported', () => {
    const start = (more: object, roles?: object) => () =>
      new IdentityPools(stackOf(resources(more, roles)), 'localhost:9229', running.tokens);
    assert.throws(
      start({ AllowUnauthenticatedIdentities: true }),
      /^Problem: Identities .* AllowUnauth.* is not supported/,
    );
    assert.throws(start({ SamlProviderARNs: ['x'] }), /SamlProviderARNs is not supported/);
    assert.throws(start({}, { RoleMappings: { x: { Type: 'Rules' } } }), /RoleMappings\.x\.Type is Rules/);
  });
});
