import assert from 'node:assert/strict';
import { test } from 'node:test';
import { included } from './partials.ts';

const pieces: Readonly<Record<string, string>> = {
  'head.html': '<title>{title} · Site</title>\n<meta charset="utf-8">\n',
  'links.html': '<a href="./" aria-current="{here}">Here</a>\n<a href="there" aria-current="{there}">There</a>\n',
  'outer.html': '<div>\n\n  <include src="head.html" title="Inner">\n</div>\n',
};
const page = (html: string) => included(html, src => pieces[src]!);

test('a piece stands where the page includes it, as far in, and with the words of the page', () => {
  const expected = '<head>\n  <title>One: $& · Site</title>\n  <meta charset="utf-8">\n</head>\n';
  assert.equal(page('<head>\n  <include src="head.html" title="One: $&">\n</head>\n'), expected);
  assert.equal(page('<head>\n  <include\n    src="head.html"\n    title="One: $&"\n  >\n</head>\n'), expected);
});

test('an attribute that the page does not say is left out', () => {
  assert.equal(
    page('<include src="links.html" there="page">\n'),
    '<a href="./">Here</a>\n<a href="there" aria-current="page">There</a>\n',
  );
});

test('a piece can have pieces of its own', () => {
  assert.equal(
    page('  <include src="outer.html">\n'),
    '  <div>\n\n    <title>Inner · Site</title>\n    <meta charset="utf-8">\n  </div>\n',
  );
});

test('a page that does not say what a piece needs, or includes it in a way that is not understood, is none', () => {
  assert.throws(() => page('<include src="head.html">\n'), /left to be filled: \{title\}/);
  assert.throws(() => page('<p><include src="head.html" title="One"></p>\n'), /left to be filled: <include/);
  assert.throws(() => page("<include src='head.html' title='One'>\n"), /left to be filled: <include/);
});
