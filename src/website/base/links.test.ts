import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOSTILE, Random } from '../testing/random.ts';
import { piecesOf } from './links.ts';

const links = (text: string) => piecesOf(text).filter(({ href }) => href !== undefined);
const texts = (text: string) => links(text).map(piece => piece.text);

test('addresses in a text become links, and the rest stays', () => {
  assert.deepEqual(piecesOf('See https://ci.example/run/7?a=b#log now, or ask MAILTO:ops@example.com.'), [
    { text: 'See ' },
    { text: 'https://ci.example/run/7?a=b#log', href: 'https://ci.example/run/7?a=b#log' },
    { text: ' now, or ask ' },
    { text: 'MAILTO:ops@example.com', href: 'mailto:ops@example.com' },
    { text: '.' },
  ]);
  assert.deepEqual(piecesOf('nothing here'), [{ text: 'nothing here' }]);
  assert.deepEqual(piecesOf(''), []);
});

test('punctuation and brackets around an address are not part of it', () => {
  for (const [text, address] of [
    ['(https://a.example/x)', 'https://a.example/x'],
    ['(see https://a.example/x_(y).)', 'https://a.example/x_(y)'],
    ['[docs](https://a.example/x), ', 'https://a.example/x'],
    ['"https://a.example/x"', 'https://a.example/x'],
    ['<https://a.example/x>', 'https://a.example/x'],
    ['`https://a.example/x`!', 'https://a.example/x'],
    ['{"u":"https://a.example/x"}', 'https://a.example/x'],
    ['https://a.example/x…', 'https://a.example/x'],
    ['詳細はhttps://a.example/x。', 'https://a.example/x'],
    ['https://a.example/Größe?q={a}|b', 'https://a.example/Größe?q={a}|b'],
    ['http://localhost:8080/', 'http://localhost:8080/'],
  ] as const) {
    assert.deepEqual(texts(text), [address], text);
  }
});

test('an address that leads elsewhere than it says stays text', () => {
  for (const text of [
    'javascript:alert(1)',
    'data:text/html,<b>x',
    'file:///etc/passwd',
    'ftp://a.example',
    'https://aws.amazon.com@evil.example/',
    'https://user:pass@a.example/',
    'https://@evil.example/',
    'https://аpple.com/',
    'https://%65vil.example/',
    'https://0x7f.1/',
    'http:///evil.example',
    'https://',
    'mailto:',
    'mailto:nobody',
    'mailto:a@b,c@d',
    'https://a.example:99999/',
    ...HOSTILE,
  ]) {
    assert.deepEqual(piecesOf(text), [{ text }], text);
  }
  assert.deepEqual(texts('https://a.example⟨U+202E⟩/moc.live'), ['https://a.example']);
});

test('for any text, nothing is lost, and each link leads to its own text', () => {
  const random = new Random(21);
  for (let i = 0; i < 10_000; i++) {
    const scheme = () => random.pick(['https://', 'http://a.example', 'mailto:a@b', 'javascript:', '']);
    const text = `${random.text(6)}${scheme()}${random.text(12)}${scheme()}${random.text(6)}`;
    assert.equal(
      piecesOf(text)
        .map(piece => piece.text)
        .join(''),
      text,
    );
    for (const { text: shown, href = '' } of links(text)) {
      assert.match(href, /^(https?:\/\/|mailto:)/);
      assert.equal(new URL(shown).href, href);
      assert.doesNotMatch(new URL(href).host, /@/);
    }
  }
});
