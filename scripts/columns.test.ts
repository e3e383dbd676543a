import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';

const root = join(import.meta.dirname, '..');
const limit = 120;
/** A line of a comment that has only an address, which cannot be broken. */
const onlyAddress = /^\s*\/\/\/? (<remarks>)?https:\S+$/;

const files = execFileSync('git', ['ls-files', 'src/*.cs', 'test/*.cs', 'docs/*.cs', 'packages/*.cs'], { cwd: root })
  .toString()
  .trim()
  .split('\n');

it('lines of C# have at most 120 characters', () => {
  assert.ok(files.length > 100, 'git listed the C# files');
  const tooLong = files.flatMap(file =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .map((line, index) => ({ at: `${file}:${index + 1}`, line, length: [...line].length }))
      .filter(({ line, length }) => length > limit && !onlyAddress.test(line)),
  );
  assert.deepEqual(
    tooLong.map(({ at, length }) => `${at} has ${length} characters`),
    [],
  );
});
