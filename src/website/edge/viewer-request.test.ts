import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';

interface Answer {
  uri?: string;
  statusCode?: number;
  body?: string;
}

const code = readFileSync(join(import.meta.dirname, 'viewer-request.js'), 'utf8');
const files = ['', 'config.json', 'style.css', 'index.html', 'review.html'];

const asked = (uri: string): Answer =>
  runInNewContext(`${code}; handler({ request: { uri } })`, { files, missing: 'no such page', uri }) as Answer;

test('the website’s files are found by their own addresses', () => {
  for (const uri of ['/', '/index.html', '/review.html', '/config.json', '/style.css', '/assets/a-1.js']) {
    assert.equal(asked(uri).uri, uri);
  }
});

test('a link that a mail gateway has encoded opens its page', () => {
  for (const rest of [
    '%23id=1&key=2',
    '%2523id%253D1%2526key%253D2',
    '%23id=1&amp;key=2',
    '#id=1',
    '&amp;id=1',
    ';id=1',
  ]) {
    assert.equal(asked(`/review.html${rest}`).uri, '/review.html', rest);
  }
  assert.equal(asked('/%23status=past').uri, '/');
});

test('an address without a file gets the page with status 404', () => {
  for (const uri of [
    '/x',
    '/x.html',
    '/review.html/',
    '/review.htmlx',
    '/Review.html',
    '/a/review.html',
    '/api',
    '//',
  ]) {
    const { statusCode, body } = asked(uri);
    assert.deepEqual([statusCode, body], [404, 'no such page'], uri);
  }
});

test('the code uses what CloudFront runs: no destructuring, spreading, classes or modules', () => {
  assert.doesNotMatch(code, /\.\.\.|\bclass\b|\bimport\b|\bexport\b|(?:const|let|var)\s*[[{]|\(\s*[[{]\s*\w+\s*[,}\]]/);
});
