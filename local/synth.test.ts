import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { isRunning } from './testing/processes.ts';
import { until } from './testing/stack.ts';
import { synthesize, withDefaults } from './synth.ts';

/** A project whose `cdk` is the given script. */
function project(cdk: string, context: object = {}) {
  const root = mkdtempSync(join(tmpdir(), 'synth-test-'));
  after(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'node_modules', '.bin'), { recursive: true });
  writeFileSync(join(root, 'node_modules', '.bin', 'cdk'), `#!/bin/sh\n${cdk}\n`, { mode: 0o755 });
  writeFileSync(join(root, 'cdk.json'), JSON.stringify({ app: 'x', context }));
  return root;
}

const options = { context: [], output: 'out', at: () => undefined, signal: new AbortController().signal };

describe('Synthesizing', () => {
  it('runs cdk with the context, without AWS credentials and without a build server', async () => {
    process.env.AWS_PROFILE = 'mine';
    const root = project('echo "$@" > said; env >> said');
    await synthesize({ ...options, root, context: ['a=1', 'b=x y'] });
    const [args, ...environment] = readFileSync(join(root, 'said'), 'utf8').split('\n');
    assert.equal(args, 'synth --quiet --no-notices --output out -c a=1 -c b=x y');
    assert.deepEqual(
      environment.filter(line => line.startsWith('AWS_')),
      ['AWS_EC2_METADATA_DISABLED=true'],
    );
    const noServers = ['MSBUILDDISABLENODEREUSE=1', 'UseSharedCompilation=false', 'DOTNET_CLI_USE_MSBUILD_SERVER=0'];
    for (const variable of noServers) assert.ok(environment.includes(variable), variable);
  });

  it('reports each asset that is bundled', async () => {
    const details: string[] = [];
    const root = project('echo Bundling asset A >&2; echo else');
    await synthesize({ ...options, root, at: each => details.push(each) });
    assert.deepEqual(details, ['Bundling asset A']);
  });

  it('fails with the CDK’s output', async () => {
    const root = project('echo out; echo "approvers: not an address" >&2; exit 3');
    await assert.rejects(synthesize({ ...options, root }), {
      name: 'Problem',
      message: /^The stack could not be synthesized[^]*approvers: not an address/,
    });
  });

  it('says how to install the CDK CLI where it is neither in the project nor on the PATH', async () => {
    const [root, { PATH }] = [project(''), process.env];
    rmSync(join(root, 'node_modules'), { recursive: true });
    process.env.PATH = '/nowhere';
    try {
      const message = /^The CDK CLI does not start: .*ENOENT\. Install it: `npm install aws-cdk`$/;
      await assert.rejects(synthesize({ ...options, root }), { name: 'Problem', message });
    } finally {
      process.env.PATH = PATH;
    }
  });

  it('leaves no process behind after a stop', async () => {
    const root = project('sh -c "echo \\$\\$ > pid; exec sleep 60" & wait');
    const controller = new AbortController();
    const reason = new Error('stopped');
    const synthesis = synthesize({ ...options, root, signal: controller.signal });
    await until('it has started something', () => existsSync(join(root, 'pid')));
    const pid = Number(readFileSync(join(root, 'pid'), 'utf8'));
    controller.abort(reason);
    await assert.rejects(synthesis, reason);
    await until('that has ended', () => !isRunning(pid));
  });

  it('adds defaults that neither the command line nor cdk.json has, and reports them', () => {
    const defaults = { a: { value: '1', note: 'a is 1' }, b: { value: '2', note: 'b is 2' }, c: '3' };
    assert.deepEqual(withDefaults(project(''), ['b=0', 'd=4'], defaults), {
      context: ['b=0', 'd=4', 'a=1', 'c=3'],
      notes: ['a is 1'],
    });
    assert.deepEqual(withDefaults(project('', { a: false, b: 'false', c: '' }), [], defaults), {
      context: ['c=3'],
      notes: [],
    });
    assert.deepEqual(withDefaults(project(''), ['d=4']), { context: ['d=4'], notes: [] });
  });
});
