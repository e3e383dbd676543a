import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { credentialSource } from './credentials.ts';
import { program, temporaryFolder } from './testing/run-camera.ts';

test('Credentials in the environment come first', async () => {
  const env = { AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'secret' };
  assert.deepEqual(await credentialSource({ ...env, PATH: '' })(), { accessKeyId: 'AKID', secretAccessKey: 'secret' });
  assert.deepEqual(await credentialSource({ ...env, AWS_SESSION_TOKEN: 'token' })(), {
    accessKeyId: 'AKID',
    secretAccessKey: 'secret',
    sessionToken: 'token',
  });
});

test('Else the AWS CLI is called, and again only if the credentials expire soon or must be renewed', async context => {
  const lasting = await fakeCli(context, new Date(Date.now() + 3_600_000));
  const source = credentialSource({ PATH: lasting });
  assert.deepEqual(await source(), { accessKeyId: 'AKID1', secretAccessKey: 'secret', sessionToken: 'token' });
  assert.equal((await source()).accessKeyId, 'AKID1');
  assert.equal((await source(true)).accessKeyId, 'AKID2');

  const ending = credentialSource({ PATH: await fakeCli(context, new Date(Date.now() + 60_000)) });
  assert.equal((await ending()).accessKeyId, 'AKID1');
  assert.equal((await ending()).accessKeyId, 'AKID2');
});

test('Missing credentials are explained', async context => {
  const folder = await temporaryFolder(context);
  await assert.rejects(credentialSource({ PATH: folder })(), {
    name: 'Problem',
    message: /install and configure the AWS CLI/,
  });
  const PATH = await program(
    folder,
    'aws',
    "process.stderr.write('The SSO session has expired', () => process.exit(1))",
  );
  await assert.rejects(credentialSource({ PATH })(), {
    name: 'Problem',
    message: /says:\nThe SSO session has expired/,
  });
});

/** An AWS CLI that returns new credentials at each call. */
async function fakeCli(context: TestContext, expiration: Date): Promise<string> {
  const folder = await temporaryFolder(context);
  const count = join(folder, 'count');
  await writeFile(count, '0');
  return program(
    folder,
    'aws',
    `
    const { readFileSync, writeFileSync } = require('node:fs');
    const count = Number(readFileSync(${JSON.stringify(count)}, 'utf8')) + 1;
    writeFileSync(${JSON.stringify(count)}, String(count));
    if (process.argv.slice(2).join(' ') !== 'configure export-credentials --format process') process.exit(2);
    console.log(JSON.stringify({
      Version: 1, AccessKeyId: 'AKID' + count, SecretAccessKey: 'secret', SessionToken: 'token',
      Expiration: ${JSON.stringify(expiration.toISOString())},
    }));
  `,
  );
}
