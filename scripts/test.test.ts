import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, it } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'test-test-'));
after(() => rmSync(folder, { recursive: true }));

it('`npm test` stops after a failed build, and tests nothing that was built before', () => {
  const calls = join(folder, 'calls');
  writeFileSync(join(folder, 'dotnet'), `#!/bin/sh\necho "$1" >> ${calls}\necho Passed: 7\ntest "$1" = test\n`, {
    mode: 0o755,
  });
  const PATH = `${folder}${delimiter}${process.env.PATH}`;
  const script = join(import.meta.dirname, 'test.ts');
  const { status, stdout } = spawnSync(process.execPath, [script, 'functions'], { env: { ...process.env, PATH } });
  assert.equal(status, 1);
  assert.equal(readFileSync(calls, 'utf8'), 'build\n');
  assert.match(String(stdout), /\nThe rest did not run: .*\n\n0 passed, 1 failed\n$/);
});
