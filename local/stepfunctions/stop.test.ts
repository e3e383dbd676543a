import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { busy } from './testing/busy.ts';

test('stop aborts all executions, and they do nothing more', async () => {
  const local = busy();
  const started = await Promise.all(Array.from({ length: 20 }, () => local.start({ items: [1, 2] })));
  const [taskToken] = await local.tokens(started[0]!);
  await local.service.stop();
  const lengths = async () => Promise.all(started.map(async executionArn => (await local.events(executionArn)).length));
  const before = await lengths();
  for (const executionArn of started) {
    assert.equal((await local.call('DescribeExecution', { executionArn })).status, 'ABORTED');
    assert.equal((await local.types(executionArn)).at(-1), 'ExecutionAborted');
  }
  await assert.rejects(local.call('SendTaskSuccess', { taskToken, output: '1' }), { name: 'TaskTimedOut' });
  await new Promise(resolve => {
    setTimeout(resolve, 20);
  });
  assert.deepEqual(await lengths(), before);
});

test('after stop nothing keeps the process alive', () => {
  const script = `
    import { busy } from '${new URL('./testing/busy.ts', import.meta.url)}';
    const local = busy();
    const executionArn = await local.start({ items: [1, 2] });
    await local.tokens(executionArn);
    await local.service.stop();
    process.on('exit', () => console.log('ended by itself'));
  `;
  const environment = { ...process.env, NODE_TEST_CONTEXT: undefined };
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    timeout: 60_000,
    env: environment,
  });
  assert.match(stdout.toString(), /ended by itself/, stderr.toString());
  assert.doesNotMatch(stderr.toString(), /Warning/);
});
