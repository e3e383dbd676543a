import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../testing/random.ts';
import { pageUrl, visible } from './text.ts';

const httpsUrl = (text: string | undefined) => pageUrl(text, 'https:');
const webUrl = (text: string | undefined) => pageUrl(text, 'https:', 'http:');

test('ordinary text in any language does not change', () => {
  for (const text of [
    '',
    'Deploy v2?',
    'a\tb\nc',
    'Größe 5 µm',
    'مرحبا',
    'שלום',
    '日本語',
    '👩‍👩‍👧',
    '<b>not bold</b>',
    '\u200f(x)',
  ]) {
    assert.equal(visible(text), text);
  }
});

test('characters that hide or reverse text are spelled out', () => {
  assert.equal(visible('invoice\u202efdp.exe'), 'invoice⟨U+202E⟩fdp.exe');
  assert.equal(visible('a\u0000b\u001b[31m\u007f\u0085'), 'a⟨U+0000⟩b⟨U+001B⟩[31m⟨U+007F⟩⟨U+0085⟩');
  assert.equal(visible('\u2066x\u2069\ufeff'), '⟨U+2066⟩x⟨U+2069⟩⟨U+FEFF⟩');
});

test('CR LF becomes LF, and a lone CR is spelled out', () => {
  assert.equal(visible('a\r\nb\rc'), 'a\nb⟨U+000D⟩c');
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
