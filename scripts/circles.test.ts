import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { it } from 'node:test';

const root = join(import.meta.dirname, '..');

/** The files that each file imports, types included. */
const imports = new Map(
  globSync(
    ['local', 'camera', 'src/website'].map(folder => `${folder}/**/*.ts`),
    { cwd: root },
  ).map(file => [
    file,
    [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map(([, path]) =>
      join(dirname(file), path!),
    ),
  ]),
);

const done = new Set<string>();

/** The first circle of imports that begins at the end of the path. */
function circleFrom(path: string[]): string[] | undefined {
  const file = path.at(-1)!;
  if (path.indexOf(file) < path.length - 1) return path.slice(path.indexOf(file));
  if (done.has(file)) return undefined;
  for (const imported of imports.get(file) ?? []) {
    const circle = circleFrom([...path, imported]);
    if (circle) return circle;
  }
  done.add(file);
  return undefined;
}

it('no files import each other in a circle', () => {
  assert.ok(imports.size > 200);
  for (const file of imports.keys()) assert.equal(circleFrom([file])?.join('\n  -> '), undefined);
});
