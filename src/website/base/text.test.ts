import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Random } from '../testing/random.ts';
import { pageUrl, problemOfLine, visible } from './text.ts';

const httpsUrl = (text: string | undefined) => pageUrl(text, 'https:');
const webUrl = (text: string | undefined) => pageUrl(text, 'https:', 'http:');

// The tests of the functions read this file, too.
const { kept, shown } = JSON.parse(
  readFileSync(new URL('../../../test/foreign-text.json', import.meta.url), 'utf8'),
) as { kept: string[]; shown: [text: string, shown: string][] };

test('words and emoji of any language do not change', () => {
  for (const text of kept) assert.equal(visible(text), text);
});

test('a reader sees what is hidden in a text', () => {
  for (const [text, expected] of shown) assert.equal(visible(text), expected);
  assert.equal(visible(`\n${' '.repeat(161)}x`), '\n⟨161 spaces⟩x');
});

test('a text of one line has nothing that is hidden', () => {
  for (const text of kept.filter(each => !/[\t\n]/.test(each))) assert.equal(problemOfLine(text), undefined, text);
  for (const [text, found] of [
    ['a\u2028b', 'U+2028'],
    ['a\nb\tc', 'U+000A'],
    ['a\u{e0041}b', 'U+E0041'],
  ] as const) {
    assert.equal(problemOfLine(text), `Remove ${found}: use one line without tabs and hidden characters.`);
  }
  assert.equal(problemOfLine(`Ann${' '.repeat(40)}x`), 'Use fewer spaces: 40 are in a row.');
});

test('only https addresses without credentials become links', () => {
  assert.equal(httpsUrl('https://console.aws.amazon.com/states#/x'), 'https://console.aws.amazon.com/states#/x');
  const others = [
    undefined,
    '',
    'x',
    '/a',
    '//a.example',
    'http://a.example',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'https:',
    'https://user:pass@a.example',
    'https://aws.amazon.com@a.example',
    'blob:https://a.example/1',
    'vbscript:x',
    'file:///etc/passwd',
  ];
  for (const other of others) assert.equal(httpsUrl(other), undefined, other);
});

test('http addresses are accepted only where they are allowed', () => {
  for (const url of ['http://localhost:4566/b/r.html?X-Amz-Signature=1', 'https://b.s3.example/r']) {
    assert.equal(webUrl(url), url);
  }
  const others = [undefined, '', '/a', '//a.example', 'javascript:alert(1)', 'data:text/html,x', 'https:'];
  for (const other of [...others, 'ftp://a.example', 'blob:http://a.example/1', 'http://user:pass@a.example']) {
    assert.equal(webUrl(other), undefined, other);
  }
});

test('for any input, a link is https', () => {
  const random = new Random(1);
  for (let i = 0; i < 10_000; i++) {
    const url = httpsUrl(random.pick(['https://', 'https:', 'javascript:', 'HTTPS://a/', '']) + random.text(20));
    assert.ok(url === undefined || url.startsWith('https://'), url);
  }
});
