import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { checkTools } from './tools.ts';

it('says what is missing without which the runner cannot work', async () => {
  const root = mkdtempSync(join(tmpdir(), 'tools-test-'));
  after(() => rmSync(root, { recursive: true }));
  await assert.rejects(checkTools(root), { name: 'Problem', message: /Run `npm ci` first/ });
  mkdirSync(join(root, 'node_modules', '.bin'), { recursive: true });
  writeFileSync(join(root, 'node_modules', '.bin', 'cdk'), '');
  await checkTools(root);
  writeFileSync(join(root, 'global.json'), '{"sdk":{"version":"99.0.100","rollForward":"disable"}}');
  const message = /`dotnet --version` failed; the \.NET 10 SDK is needed[^]*99\.0\.100/;
  await assert.rejects(checkTools(root), { name: 'Problem', message });
});
