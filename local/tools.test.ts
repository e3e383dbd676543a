import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { checkTools } from './tools.ts';

it('says what is missing for cdk synth', async () => {
  const project = mkdtempSync(join(tmpdir(), 'tools-test-'));
  after(() => rmSync(project, { recursive: true }));
  await assert.rejects(checkTools(project, []), { name: 'Problem', message: /has no cdk\.json/ });
  writeFileSync(join(project, 'cdk.json'), '{}');
  const tool = (command: string, ...args: string[]) => ({ command, args, what: 'the SDK', from: 'http://sdk' });
  await checkTools(project, [tool('ls', '.')]);
  await assert.rejects(checkTools(project, [tool('none-such')]), {
    name: 'Problem',
    message: '`none-such` is not on the PATH. Install the SDK: http://sdk',
  });
  await assert.rejects(checkTools(project, [tool('ls', 'nowhere')]), {
    name: 'Problem',
    message: /^`ls nowhere` failed; the SDK is needed\. It said:\n.*nowhere/,
  });
});
