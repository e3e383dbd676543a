import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { writeAssembly } from '../local/testing/assembly.ts';
import { until } from '../local/testing/stack.ts';
import { packRunner } from './pack.ts';

const folder = mkdtempSync(join(tmpdir(), 'pack-test-'));
const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
const options = { cwd: folder, env: { ...process.env, PATH, NO_COLOR: '1' } };
const started: ChildProcess[] = [];

before(() => {
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  const tarball = packRunner(folder);
  // What faces need is large, and not needed here.
  const install = ['install', '--omit=optional', '--prefer-offline', '--no-audit', '--no-fund', tarball];
  execFileSync('npm', install, { ...options, stdio: 'ignore' });
});

after(() => {
  for (const { pid, exitCode, signalCode } of started)
    if (exitCode === null && signalCode === null) process.kill(-pid!, 'SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Runs `npx local-stack` with a CDK output, in the folder where it is installed. */
function runner(name: string, more: Parameters<typeof writeAssembly>[1] = {}) {
  mkdirSync(join(folder, name));
  writeAssembly(join(folder, name), more);
  const child = spawn('npx', ['local-stack', '--app', name, '--port', '0'], { ...options, detached: true });
  started.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (said += String(data)));
  const ended = new Promise<number | null>(resolve => child.once('close', resolve));
  return { child, ended, said: () => said };
}

test('installed in an empty folder, npx local-stack runs the output of a CDK app', async () => {
  const { child, ended, said } = runner('cdk.out');
  const file = join(folder, '.local/endpoints.json');
  await until('it runs', () => existsSync(file) || (child.exitCode !== null && assert.fail(said())));
  const { aws, mailbox, website, outputs } = JSON.parse(readFileSync(file, 'utf8'));
  const response = await fetch(aws, {
    method: 'POST',
    headers: { 'x-amz-target': 'AWSStepFunctions.StartExecution', authorization: 'AWS4-HMAC-SHA256 x' },
    body: JSON.stringify({ stateMachineArn: outputs.StateMachineArn }),
  });
  assert.equal(response.status, 200);
  assert.equal(await (await fetch(website)).text(), '<p>Hello</p>');
  assert.deepEqual(await (await fetch(`${mailbox}/email`)).json(), []);
  process.kill(-child.pid!, 'SIGTERM');
  await ended;
  await until('it has removed its files', () => !existsSync(file));
});

test('a local.config.ts is checked against the types that come with it', () => {
  const tsc = join(import.meta.dirname, '../test/node_modules/.bin/tsc');
  const check = (member: string) => {
    const text = `import type { LocalConfig } from 'local-stack';\nexport default { ${member} } satisfies LocalConfig;\n`;
    writeFileSync(join(folder, 'config-check.ts'), text);
    const args = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'esnext', '--module', 'nodenext'];
    execFileSync(tsc, [...args, 'config-check.ts'], { ...options, stdio: 'pipe' });
  };
  check(`account: resources => ({ name: resources('AWS::SNS::Topic')[0]!.ref, password: 'p' })`);
  assert.throws(() => check('welcome: 1'));
});

test('without the packages for faces, a stack with faces is refused with the remedy', async () => {
  const { ended, said } = runner('faces', { People: { Type: 'AWS::Rekognition::Collection' } });
  assert.equal(await ended, 1);
  assert.match(
    said(),
    /\nPeople \(AWS::Rekognition::Collection\): faces need the package @tensorflow\/\S+; install local-/,
  );
});
