import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stackOf } from '../testing/stack.ts';
import { Secrets } from './secrets.ts';

const secret = (properties: Record<string, unknown>) => ({
  Type: 'AWS::SecretsManager::Secret',
  Properties: properties,
});

test('A secret has a generated password without the excluded characters, and stays the same', async () => {
  const secrets = new Secrets(
    stackOf({
      Reader: secret({
        Name: 'my/reader',
        GenerateSecretString: {
          ExcludeCharacters: '\'"\\@/:',
          GenerateStringKey: 'password',
          PasswordLength: 300,
          SecretStringTemplate: '{"username":"reader"}',
        },
      }),
      Given: secret({ SecretString: 'as it is' }),
      Bare: secret({ GenerateSecretString: { ExcludeCharacters: '~' } }),
    }),
  );
  const get = (SecretId: string) => secrets.handle('GetSecretValue', { SecretId }) as Promise<Record<string, string>>;
  const { ARN, Name, SecretString } = await get('my/reader');
  assert.match(ARN!, /^arn:aws:secretsmanager:us-east-1:000000000000:secret:my\/reader-[0-9a-f]{6}$/);
  assert.equal(Name, 'my/reader');
  const { username, password } = JSON.parse(SecretString!) as Record<string, string>;
  assert.equal(username, 'reader');
  assert.match(password!, /^[!-~]{300}$/);
  assert.doesNotMatch(password!, /['"\\@/:]/);
  assert.equal((await get(ARN!)).SecretString, SecretString);
  assert.equal(secrets.textOf(ARN!), SecretString);
  assert.equal((await get('Test-Given')).SecretString, 'as it is');
  assert.match((await get('Test-Bare')).SecretString!, /^[!-~]{32}$/);
});

test('A secret that the stack only names has the given value', async () => {
  const secrets = new Secrets(stackOf({}), { 'my/keys': '{"a":1}' });
  const { ARN, SecretString } = (await secrets.handle('GetSecretValue', { SecretId: 'my/keys' })) as {
    ARN: string;
    SecretString: string;
  };
  assert.match(ARN, /:secret:my\/keys-.{6}$/);
  assert.equal(SecretString, '{"a":1}');
  assert.equal(secrets.textOf(ARN), '{"a":1}');
});

test('An unknown secret, a write and a property that the runner lacks are refused by name', async () => {
  const secrets = new Secrets(stackOf({}));
  assert.equal(secrets.textOf('arn:aws:secretsmanager:us-east-1:000000000000:secret:other-abcdef'), undefined);
  await assert.rejects(secrets.handle('GetSecretValue', { SecretId: 'nobody' }), { name: 'ResourceNotFoundException' });
  await assert.rejects(secrets.handle('GetSecretValue', {}), { name: 'ValidationException' });
  await assert.rejects(secrets.handle('PutSecretValue', { SecretId: 'x' }), { name: 'UnknownOperationException' });
  assert.throws(() => new Secrets(stackOf({ A: secret({ ReplicaRegions: [{ Region: 'eu-west-1' }] }) })), {
    message: /^A \(AWS::SecretsManager::Secret\): ReplicaRegions /,
  });
});
