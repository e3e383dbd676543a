import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { unpacked } from './unpacked.ts';

const folder = mkdtempSync(join(tmpdir(), 'unpacked-test-'));
after(() => rmSync(folder, { recursive: true }));

function zip(name: string, files: Record<string, string>): string {
  const path = join(folder, name);
  writeFileSync(path, zipSync(Object.fromEntries(Object.entries(files).map(([file, text]) => [file, strToU8(text)]))));
  return path;
}

test('a zip is unpacked once, and its files can be run', () => {
  const path = zip('asset.1.zip', { bootstrap: 'run', 'lib/more.txt': 'more' });
  const files = unpacked(path);
  assert.equal(readFileSync(join(files, 'lib/more.txt'), 'utf8'), 'more');
  assert.equal(statSync(join(files, 'bootstrap')).mode & 0o111, 0o111);
  writeFileSync(join(files, 'bootstrap'), 'as it was');
  assert.equal(readFileSync(join(unpacked(path), 'bootstrap'), 'utf8'), 'as it was');
});

test('a folder stays as it is', () => assert.equal(unpacked(folder), folder));

test('a zip that cannot be unpacked leaves nothing behind', () => {
  const broken = join(folder, 'asset.2.zip');
  writeFileSync(broken, 'no zip');
  assert.throws(() => unpacked(broken));
  const outside = zip('asset.3.zip', { '../outside': 'text' });
  assert.throws(() => unpacked(outside), /asset\.3\.zip has a file outside of its folder: \.\.\/outside/);
  assert.deepEqual(
    readdirSync(folder).filter(name => /asset\.[23]\.zip\.files/.test(name)),
    [],
  );
});
