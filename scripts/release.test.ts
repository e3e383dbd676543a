import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { releaseNotes } from './release.ts';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'release-test-'));
after(() => rmSync(folder, { recursive: true }));

const [, version] = /<Version>(.+)<\/Version>/.exec(readFileSync(join(root, 'Directory.Build.props'), 'utf8'))!;

/** A copy of this repository's files as they are when a release is ready, with changes. */
function prepared(changes: Record<string, [from: string | RegExp, to: string]> = {}): string {
  const ready: typeof changes = {
    'CHANGELOG.md': [/^## .*\n[^]*?(?=^## )/m, `## [${version}] - 2026-12-01\n\n### Added\n\n- Something.\n\n`],
    'src/ApprovalWorkflow.Constructs/PublicAPI.Unshipped.txt': [/\n[^]*/, '\n'],
    'src/ApprovalWorkflow.Contract/PublicAPI.Unshipped.txt': [/\n[^]*/, '\n'],
  };
  for (const file of ['Directory.Build.props', 'package.json', 'local/package.json', ...Object.keys(ready)]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  for (const [file, [from, to]] of [...Object.entries(ready), ...Object.entries(changes)]) {
    const path = join(folder, file);
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  }
  return folder;
}

test('a release has the text of its section in the CHANGELOG, and nothing of the one before', () => {
  assert.equal(releaseNotes(`v${version}`, prepared()), '### Added\n\n- Something.');
});

test('a tag that is not a version is refused', () => {
  assert.throws(() => releaseNotes('v1.2', prepared()), { message: 'The tag v1.2 is not a version; name it v1.2.3.' });
});

test('a tag is refused unless the app and both packages have its version', () => {
  assert.throws(
    () => releaseNotes('v99.0.0', prepared()),
    /^Error: Directory\.Build\.props: .*, but the tag is v99\.0\.0;/,
  );
  for (const file of ['Directory.Build.props', 'package.json', 'local/package.json'])
    assert.throws(
      () => releaseNotes(`v${version}`, prepared({ [file]: [version!, '99.0.0'] })),
      new RegExp(`^Error: ${file}: the version is 99\\.0\\.0, but the tag is v${version}; change one\\.$`),
    );
});

test('a release without a date in the CHANGELOG is refused', () => {
  const changes = { 'CHANGELOG.md': ['2026-12-01', 'unreleased'] as [string, string] };
  assert.throws(
    () => releaseNotes(`v${version}`, prepared(changes)),
    /^Error: CHANGELOG\.md: no section has the release's/,
  );
});

test('a release whose public API is not recorded as released is refused', () => {
  const file = 'src/ApprovalWorkflow.Contract/PublicAPI.Unshipped.txt';
  const changes = { [file]: [/$/, 'ApprovalWorkflow.New\n'] as [RegExp, string] };
  assert.throws(
    () => releaseNotes(`v${version}`, prepared(changes)),
    new RegExp(`^Error: ${file}: it lists what is not`),
  );
});
