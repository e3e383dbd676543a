import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { isRunning } from './testing/processes.ts';
import { until } from './testing/stack.ts';
import { synthesize, withLocalSettings } from './synth.ts';

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
  it('runs cdk with the context, without AWS credentials, and leaves no build server behind', async () => {
    process.env.AWS_PROFILE = 'mine';
    const root = project('echo "$@" > said; env >> said');
    await synthesize({ ...options, root, context: ['a=1', 'b=x y'] });
    const [args, ...environment] = readFileSync(join(root, 'said'), 'utf8').split('\n');
    assert.equal(args, 'synth --quiet --no-notices --output out -c a=1 -c b=x y');
    assert.deepEqual(environment.filter(line => line.startsWith('AWS_')), ['AWS_EC2_METADATA_DISABLED=true']);
    const noServers = ['MSBUILDDISABLENODEREUSE=1', 'UseSharedCompilation=false', 'DOTNET_CLI_USE_MSBUILD_SERVER=0'];
    for (const variable of noServers)
      assert.ok(environment.includes(variable), variable);
  });

  it('tells what is bundled', async () => {
    const details: string[] = [];
    const root = project('echo Bundling asset A >&2; echo else');
    await synthesize({ ...options, root, at: each => details.push(each) });
    assert.deepEqual(details, ['Bundling asset A']);
  });

  it('that fails says what the CDK said', async () => {
    const root = project('echo out; echo "approvers: not an address" >&2; exit 3');
    await assert.rejects(synthesize({ ...options, root }), {
      name: 'Problem', message: /^The stack could not be synthesized[^]*approvers: not an address/,
    });
  });

  it('that is stopped leaves nothing behind', async () => {
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

  it('adds an approver, reports and this machine as the target, unless somebody gives them', () => {
    const none = project('');
    assert.deepEqual(withLocalSettings(none, ['a=1']), {
      context: ['a=1', 'approvers=approver@example.com', 'reports=true', 'target=thisMachine'],
      added: ['approvers', 'reports', 'target'],
    });
    const given = ['approvers=me@example.com', 'reports=false', 'target=lambda'];
    assert.deepEqual(withLocalSettings(none, given), { context: given, added: [] });
    for (const reports of [false, 'false'])
      assert.deepEqual(withLocalSettings(project('', { approvers: 'me@example.com', reports }), []),
        { context: ['target=thisMachine'], added: ['target'] });
  });
});
