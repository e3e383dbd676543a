import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

/** All that a first visit loads, compressed. The largest things that people wait for are measured in these. */
const BUDGET_BYTES = 20 * 1024;

const files = new Map<string, string>();
let folder = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'website-'));
  await build({ root: import.meta.dirname, logLevel: 'error', build: { outDir: folder } });
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(folder.length + 1).replaceAll('\\', '/'), await readFile(path, 'utf8'));
  }
});

after(() => rm(folder, { recursive: true, force: true }));

const ending = (end: string) => [...files].filter(([name]) => name.endsWith(end));

/** The files that a page refers to. */
function loadedBy(html: string): string[] {
  return [...html.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, name]) => name!);
}

test('there are two pages and a style for the API too; every other file has a hashed name under assets/', () => {
  const pages = [...files.keys()].filter((name) => !name.startsWith('assets/')).sort();
  assert.deepEqual(pages, ['index.html', 'review.html', 'style.css']);
  for (const name of files.keys()) {
    if (name.startsWith('assets/')) assert.match(name, /^assets\/[\w.]+-[\w-]{8}\.(js|css|svg)$/);
  }
});

test('what the pages refer to is there', () => {
  for (const [page, html] of ending('.html')) {
    for (const name of loadedBy(html)) assert.ok(files.has(name), `${page} refers to ${name}`);
  }
});

test('pages have no inline script, style or handler, and send no referrer', () => {
  for (const [page, html] of ending('.html')) {
    assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)/i, page);
    assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=|javascript:|data:|<base/i, page);
    assert.match(html, /<meta name="referrer" content="no-referrer">/, page);
  }
});

test('nothing is fetched from anywhere else', () => {
  for (const [name, text] of files) {
    // The names of the SVG vocabulary look like addresses, and are none.
    const addresses = text
      .replaceAll('http://www.w3.org/2000/svg', '')
      .match(/(https?:)?\/\/[\w.-]+\.\w+|url\(|@import/g);
    assert.equal(addresses, null, name);
  }
});

test('the script works under Trusted Types without a policy: no way to make markup or code of text', () => {
  const scripts = ending('.js');
  assert.ok(scripts.length > 0);
  for (const [name, text] of scripts) {
    assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment/, name);
    assert.doesNotMatch(text, /DOMParser|srcdoc|setHTML|\beval\b|new Function/, name);
    assert.doesNotMatch(text, /modulepreload|console\.|localStorage|document\.cookie|\bimport\(/, name);
  }
});

test('the first load stays within its budget', () => {
  for (const [page, html] of ending('.html')) {
    const loaded = [page, ...new Set(loadedBy(html))];
    const bytes = loaded.reduce((sum, name) => sum + gzipSync(files.get(name) ?? '').length, 0);
    assert.ok(bytes <= BUDGET_BYTES, `${page} loads ${bytes} bytes`);
  }
});
