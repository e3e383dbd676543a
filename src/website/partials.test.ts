import assert from 'node:assert/strict';
import { test } from 'node:test';
import { included } from './partials.ts';

const pieces: Readonly<Record<string, string>> = {
  'head.html': '<title>{title} · Site</title>\n<meta charset="utf-8">\n',
  'links.html': '<a href="./" aria-current="{here}">Here</a>\n<a href="there" aria-current="{there}">There</a>\n',
  'outer.html': '<div>\n\n  <include src="head.html" title="Inner">\n</div>\n',
};
const page = (html: string) => included(html, src => pieces[src]!);

test('a piece is inserted with the include’s indentation and the page’s words', () => {
  const expected = '<head>\n  <title>One: $& · Site</title>\n  <meta charset="utf-8">\n</head>\n';
  assert.equal(page('<head>\n  <include src="head.html" title="One: $&">\n</head>\n'), expected);
  assert.equal(page('<head>\n  <include\n    src="head.html"\n    title="One: $&"\n  >\n</head>\n'), expected);
});

test('an attribute without a word of the page is left out', () => {
  assert.equal(
    page('<include src="links.html" there="page">\n'),
    '<a href="./">Here</a>\n<a href="there" aria-current="page">There</a>\n',
  );
});

test('a piece can include other pieces', () => {
  assert.equal(
    page('  <include src="outer.html">\n'),
    '  <div>\n\n    <title>Inner · Site</title>\n    <meta charset="utf-8">\n  </div>\n',
  );
});

test('a page without a piece’s words, or with an invalid include, is refused', () => {
  assert.throws(() => page('<include src="head.html">\n'), /left to be filled: \{title\}/);
  assert.throws(() => page('<p><include src="head.html" title="One"></p>\n'), /left to be filled: <include/);
  assert.throws(() => page("<include src='head.html' title='One'>\n"), /left to be filled: <include/);
});
