import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalizePath, parseTarget, splitQuery } from './target.ts';

test('splits a target into path and query', () => {
  const targets: [target: string, path: string, query: string][] = [
    ['/', '/', ''],
    ['/a/b?c=d', '/a/b', 'c=d'],
    ['/a??b?', '/a', '?b?'],
    ['/?', '/', ''],
    ['//a', '//a', ''],
    ['http://host', '/', ''],
    ['http://host:80/a?b', '/a', 'b'],
    ['HTTPS://host?b', '/', 'b'],
    ['/http://x', '/http://x', ''],
    ['/%2e%2e/%C3%BC?%zz', '/%2e%2e/%C3%BC', '%zz'],
  ];
  for (const [target, path, query] of targets) assert.deepEqual(parseTarget(target), { path, query }, target);
});

test('refuses invalid targets', () => {
  const refused = [
    '',
    '*',
    'a',
    'host:443',
    '?a',
    '/a b',
    '/a#b',
    '/ü',
    '/a\0',
    '/a\tb',
    '/a\r\nb',
    '/\x7f',
    'ftp://host/',
    '/%00',
    '/a%',
    '/%a',
    '/%zz',
    '/%ff',
    '/%c3',
    '/%ed%a0%80',
  ];
  for (const target of refused) assert.equal(parseTarget(target), undefined, JSON.stringify(target));
});

test('normalizes paths for the comparison with path patterns', () => {
  const paths: [path: string, normalized: string][] = [
    ['/', '/'],
    ['/a/b', '/a/b'],
    ['/a/b/', '/a/b/'],
    ['//a///b', '/a/b'],
    ['/a/./b', '/a/b'],
    ['/a/../b', '/b'],
    ['/../../a', '/a'],
    ['/a/..', '/'],
    ['/a/b/..', '/a/'],
    ['/a/b/.', '/a/b/'],
    ['/%61%2Fb', '/a%2Fb'],
    ['/%2e%2e/a', '/a'],
    ['/a/%2E%2e/b', '/b'],
    ['/%c3%bc%7e', '/%C3%BC~'],
    ['/a%20b', '/a%20b'],
  ];
  for (const [path, normalized] of paths) assert.equal(normalizePath(path), normalized, path);
});

test('splits query strings', () => {
  const parameters = splitQuery('a=1&&b&c=d=e;f=&=g');
  assert.deepEqual(parameters, [
    ['a', '1'],
    ['b', ''],
    ['c', 'd=e'],
    ['f', ''],
    ['', 'g'],
  ]);
});
