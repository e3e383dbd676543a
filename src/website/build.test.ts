import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

/** The compressed size of a first visit to each page, in bytes. */
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

test('there are five pages and one style sheet for the API; other files have hashed names under assets/', () => {
  const pages = [...files.keys()].filter(name => !name.startsWith('assets/')).sort();
  assert.deepEqual(pages, ['approval.html', 'index.html', 'people.html', 'reports.html', 'review.html', 'style.css']);
  for (const name of files.keys()) {
    if (name.startsWith('assets/')) assert.match(name, /^assets\/[\w.-]+-[\w-]{8}\.(js|css|svg)$/);
  }
});

test('the pages refer only to existing files', () => {
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

test('the pages load nothing from other origins', () => {
  for (const [name, text] of files) {
    // The SVG namespace only looks like an address. oidc-client-ts resolves relative addresses against the other one.
    const addresses = text
      .replaceAll('http://www.w3.org/2000/svg', '')
      .replaceAll('http://127.0.0.1', '')
      .match(/(https?:)?\/\/[\w.-]+\.\w+|url\(|@import/g);
    assert.equal(addresses, null, name);
  }
});

test('the scripts work under Trusted Types without a policy: they never turn text into markup or code', () => {
  const scripts = ending('.js');
  assert.ok(scripts.length > 0);
  for (const [name, text] of scripts) {
    assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment/, name);
    assert.doesNotMatch(text, /DOMParser|srcdoc|setHTML|\beval\b|new Function/, name);
    assert.doesNotMatch(text, /modulepreload|console\.|document\.cookie|\bimport\(|createElement\([`"']iframe/, name);
  }
});

/** A page, the files that it refers to, and the scripts that those import. */
function firstLoadOf(page: string): string[] {
  const loaded = new Set([page, ...loadedBy(files.get(page)!)]);
  for (const name of loaded) {
    if (!name.endsWith('.js')) continue;
    const imports = files.get(name)!.matchAll(/from\s*["`']\.\/([^"`']+)["`']/g);
    for (const [, imported] of imports) loaded.add(`assets/${imported}`);
  }
  return [...loaded];
}

test('the first load stays within its size limit', () => {
  assert.equal(ending('.html').length, Object.keys(BUDGETS).length);
  for (const [page, budget] of Object.entries(BUDGETS)) {
    const bytes = firstLoadOf(page).reduce((sum, name) => sum + gzipSync(files.get(name)!).length, 0);
    assert.ok(bytes <= budget, `${page} loads ${bytes} bytes`);
  }
});

test('the page of a mail link loads no sign-in code and stores nothing beyond the tab', () => {
  for (const name of firstLoadOf('review.html')) {
    assert.doesNotMatch(files.get(name)!, /code_verifier|refresh_token|AWS4-HMAC|localStorage/, name);
  }
});
