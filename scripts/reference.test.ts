import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { packReference } from './pack.ts';

const root = join(import.meta.dirname, '..');

/** The types that the records of the public API name. */
const publicTypes = ['Constructs', 'Contract'].flatMap(project =>
  ['Shipped', 'Unshipped'].flatMap(state => {
    const record = readFileSync(join(root, `src/ApprovalWorkflow.${project}/PublicAPI.${state}.txt`), 'utf8');
    return [...record.matchAll(/^ApprovalWorkflow\.\w+$/gm)].map(([name]) => name);
  }),
);

test('the reference has a page for each public type, and no link in it or in a document leads nowhere', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reference-test-'));
  try {
    const text = readFileSync(packReference(folder), 'utf8');
    assert.match(text, /href="docs\/using-the-package\.html"/);
    const pages = readdirSync(join(folder, 'reference/api')).flatMap(file => /^(.+\.\w+)\.html$/.exec(file)?.[1] ?? []);
    assert.deepEqual(pages.sort(), publicTypes.sort());
  } finally {
    rmSync(folder, { recursive: true });
  }
});
