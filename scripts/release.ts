// `node scripts/release.ts TAG`: refuses a tag that is not ready for a release, and prints its section of the CHANGELOG.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a release's version stands, with what stands before it. */
const versions = {
  'Directory.Build.props': '<Version>',
  'package.json': '"version": "',
  'local/package.json': '"version": "',
};

/** The files that list the public API that no release has yet. */
const unreleased = ['Constructs', 'Contract'].map(name => `src/ApprovalWorkflow.${name}/PublicAPI.Unshipped.txt`);

/** The text of a tag's release, out of the repository in the folder. */
export function releaseNotes(tag: string, root: string): string {
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  const [, version] = /^v(\d+\.\d+\.\d+)$/.exec(tag) ?? [];
  if (version === undefined) throw new Error(`The tag ${tag} is not a version; name it v1.2.3.`);
  for (const [file, before] of Object.entries(versions)) {
    const [, found] = new RegExp(`${before}([^"<]+)`).exec(read(file)) ?? [];
    if (found !== version) throw new Error(`${file}: the version is ${found}, but the tag is ${tag}; change one.`);
  }
  for (const file of unreleased)
    if (read(file).trim() !== '#nullable enable')
      throw new Error(`${file}: it lists what is not released; move its lines to PublicAPI.Shipped.txt.`);
  const section = read('CHANGELOG.md')
    .split(/^## /m)
    .find(text => text.startsWith(`[${version}]`));
  const [, notes] = /^\S+ - \d{4}-\d\d-\d\d\n([^]+)$/.exec(section ?? '') ?? [];
  if (notes === undefined)
    throw new Error(`CHANGELOG.md: no section has the release's date; write "## [${version}] - YYYY-MM-DD".`);
  return notes.trim();
}

if (import.meta.main) {
  try {
    console.log(releaseNotes(process.argv[2] ?? '', join(import.meta.dirname, '..')));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
