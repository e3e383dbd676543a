import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

test('each action in CI is pinned by its commit, with its version beside it', () => {
  const workflows = globSync('.github/workflows/*.yml', { cwd: root });
  const used = workflows.flatMap(file => [...read(file).matchAll(/^\s*(?:- )?uses: *(.*)$/gm)].map(([, use]) => use!));
  assert.ok(used.length > 0);
  const others = used.filter(use => !use.startsWith('./'));
  for (const use of others) assert.match(use, /^[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('a release is published after all tests, and no job before that may write or knows the key', () => {
  const [before = '', publish = ''] = read('.github/workflows/release.yml').split(/^  publish:\n/m);
  assert.match(before, /^permissions:\n  contents: read\n/m);
  assert.match(before, /^  test:\n    uses: \.\/\.github\/workflows\/ci\.yml\n  pack:\n/m);
  assert.doesNotMatch(before, /write|secrets/);
  assert.match(publish, /^    needs: \[test, pack\]\n/);
});

test('Dependabot looks at every folder that pins packages', () => {
  const exclude = ['**/node_modules/**'];
  const folders = globSync('**/package-lock.json', { cwd: root, exclude }).map(file => join('/', dirname(file)));
  const [, named = ''] = /directories: \[(.*)\]/.exec(read('.github/dependabot.yml')) ?? [];
  assert.deepEqual(named.split(', ').sort(), folders.sort());
});

test('CI takes packages from one source alone', () => {
  for (const workflow of ['ci', 'release'])
    assert.match(read(`.github/workflows/${workflow}.yml`), /- run: cp \.github\/NuGet\.config \.\n/);
  const [, ...sources] = read('.github/NuGet.config').split('<packageSource key=');
  assert.equal(sources.length, 1);
  assert.match(sources[0]!, /<package pattern="\*" \/>/);
});
