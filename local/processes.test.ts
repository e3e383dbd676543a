import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { end, kill, killAll, start } from './processes.ts';
import { isRunning } from './testing/processes.ts';
import { until } from './testing/stack.ts';

/** A shell that starts a process which ignores SIGTERM, prints its id and waits. */
async function family(trap: string) {
  const script = `(trap "${trap}" TERM INT; echo ready; while :; do sleep 0.05; done) & echo $!; wait`;
  const child = start('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  child.stdout!.on('data', data => {
    said += String(data);
  });
  await until('both are there', () => said.includes('ready') && /\d/.test(said));
  return { child, grandchild: Number(/\d+/.exec(said)![0]) };
}

describe('Programs that the runner starts', () => {
  it('are killed together with their children', async () => {
    const { child, grandchild } = await family('');
    await kill(child);
    await until('both have ended', () => !isRunning(child.pid!) && !isRunning(grandchild));
    await kill(child);
  });

  it('end on request, and are killed if they do not', async () => {
    const willing = await family('exit');
    await end(willing.child, 60_000);
    assert.deepEqual([isRunning(willing.child.pid!), isRunning(willing.grandchild)], [false, false]);
    const unwilling = await family('');
    await end(unwilling.child, 100);
    await until('both have ended', () => !isRunning(unwilling.child.pid!) && !isRunning(unwilling.grandchild));
  });

  it('are all killed at the end', async () => {
    const { child, grandchild } = await family('');
    const ended = once(child, 'exit');
    killAll();
    await ended;
    await until('all have ended', () => !isRunning(grandchild));
  });
});
