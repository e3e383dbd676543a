import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TemplateResource } from '../stack/template.ts';
import { stackOf } from '../testing/stack.ts';
import { groupRole, signInResources, website } from './testing/sign-in.ts';
import { userPoolsOf } from './user-pools.ts';

type Name = 'Pool' | 'Domain' | 'Reviewers' | 'Client';

function poolsWith(name: Name, more: object) {
  const { Type, Properties } = signInResources[name] as TemplateResource;
  return userPoolsOf(stackOf({ ...signInResources, [name]: { Type, Properties: { ...Properties, ...more } } }));
}

describe('The user pools of a template', () => {
  it('are read with their groups and clients', () => {
    const [pool] = userPoolsOf(stackOf(signInResources));
    const {
      id,
      clients: [client],
      ...others
    } = pool!;
    assert.match(id, /^us-east-1_[0-9a-zA-Z]{9}$/);
    assert.deepEqual(others, { usernameAttributes: ['email'], groups: [{ name: 'reviewers', roleArn: groupRole }] });
    assert.match(client!.id, /^[0-9a-z]{26}$/);
    assert.deepEqual(
      { ...client, id: '' },
      {
        id: '',
        callbackUrls: [website],
        logoutUrls: [website],
        scopes: ['openid', 'email', 'profile'],
        seconds: { idToken: 3600, accessToken: 1800, refreshToken: 43_200 },
      },
    );
    const [plain] = poolsWith('Client', {
      AccessTokenValidity: undefined,
      IdTokenValidity: 2,
      RefreshTokenValidity: undefined,
      TokenValidityUnits: undefined,
    });
    assert.deepEqual(plain!.clients[0]!.seconds, { idToken: 7_200, accessToken: 3_600, refreshToken: 2_592_000 });
  });

  it('are refused at start if they have an unsupported property', () => {
    const cases: [message: RegExp, name: Name, more: object][] = [
      [/^Pool .*: LambdaConfig is not supported/, 'Pool', { LambdaConfig: { PreSignUp: 'arn' } }],
      [/^Domain .*: CustomDomainConfig is not supported/, 'Domain', { CustomDomainConfig: { CertificateArn: 'arn' } }],
      [/^Reviewers .*: Precedence is not supported/, 'Reviewers', { Precedence: 1 }],
      [/^Client .*: GenerateSecret is not supported/, 'Client', { GenerateSecret: true }],
      [/^Client .*: AllowedOAuthFlows has implicit/, 'Client', { AllowedOAuthFlows: ['implicit'] }],
      [/^Client .*: EnableTokenRevocation is false/, 'Client', { EnableTokenRevocation: false }],
      [/^Client .*: SupportedIdentityProviders has Google/, 'Client', { SupportedIdentityProviders: ['Google'] }],
      [/^Client .*: TokenValidityUnits\.IdToken is weeks/, 'Client', { TokenValidityUnits: { IdToken: 'weeks' } }],
      [/^Client .*: IdTokenValidity must be a whole/, 'Client', { IdTokenValidity: 1.5 }],
    ];
    for (const [message, name, more] of cases) assert.throws(() => poolsWith(name, more), { name: 'Problem', message });
  });
});
