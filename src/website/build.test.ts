import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

/** All that a first visit to each page loads, compressed, in bytes. */
const BUDGETS: Readonly<Record<string, number>> = {
  'index.html': 36 * 1024,
  'approval.html': 42 * 1024,
  'people.html': 36 * 1024,
  'reports.html': 34 * 1024,
  'review.html': 24 * 1024,
};

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

test('there are five pages and a style for the API too; every other file has a hashed name under assets/', () => {
  const pages = [...files.keys()].filter(name => !name.startsWith('assets/')).sort();
  assert.deepEqual(pages, ['approval.html', 'index.html', 'people.html', 'reports.html', 'review.html', 'style.css']);
  for (const name of files.keys()) {
    if (name.startsWith('assets/')) assert.match(name, /^assets\/[\w.-]+-[\w-]{8}\.(js|css|svg)$/);
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
    // The name of the SVG vocabulary looks like an address, and is none. The other one stands in oidc-client-ts, which
    // reads relative addresses against it.
    const addresses = text
      .replaceAll('http://www.w3.org/2000/svg', '')
      .replaceAll('http://127.0.0.1', '')
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
    assert.doesNotMatch(text, /modulepreload|console\.|document\.cookie|\bimport\(|createElement\([`"']iframe/, name);
  }
});

/** The page, all that it refers to, and the scripts that those import. */
function firstLoadOf(page: string): string[] {
  const loaded = new Set([page, ...loadedBy(files.get(page)!)]);
  for (const name of loaded) {
    if (!name.endsWith('.js')) continue;
    const imports = files.get(name)!.matchAll(/from\s*["`']\.\/([^"`']+)["`']/g);
    for (const [, imported] of imports) loaded.add(`assets/${imported}`);
  }
  return [...loaded];
}

test('the first load stays within its budget', () => {
  assert.equal(ending('.html').length, Object.keys(BUDGETS).length);
  for (const [page, budget] of Object.entries(BUDGETS)) {
    const bytes = firstLoadOf(page).reduce((sum, name) => sum + gzipSync(files.get(name)!).length, 0);
    assert.ok(bytes <= budget, `${page} loads ${bytes} bytes`);
  }
});

test('who follows a link of a mail loads nothing of the sign-in, and keeps nothing beyond the tab', () => {
  for (const name of firstLoadOf('review.html')) {
    assert.doesNotMatch(files.get(name)!, /code_verifier|refresh_token|AWS4-HMAC|localStorage/, name);
  }
});
