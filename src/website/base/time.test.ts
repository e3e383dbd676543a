import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absolute, day, englishLocale, instant, relative } from './time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test('an instant is an ISO 8601 text with a time and a zone', () => {
  assert.equal(instant('2026-11-20T10:02:00Z'), Date.UTC(2026, 10, 20, 10, 2));
  assert.equal(instant('2026-11-20T10:02:00.1234567Z'), Date.UTC(2026, 10, 20, 10, 2, 0, 123));
  assert.equal(instant('2026-11-20T11:02+01:00'), Date.UTC(2026, 10, 20, 10, 2));
  for (const other of [
    undefined,
    '',
    'now',
    '1',
    '2026',
    '2026-11-20',
    '2026-11-20T10:02:00',
    '2026-13-40T99:99:99Z',
  ]) {
    assert.equal(instant(other), undefined, other);
  }
});

test('a time has its month as a word and its zone', () => {
  const time = Date.UTC(2026, 10, 20, 10, 2);
  assert.equal(absolute(time, { locale: 'en-GB', timeZone: 'Europe/Berlin' }), '20 Nov 2026, 11:02 CET');
  assert.match(absolute(time, { locale: 'en-US', timeZone: 'America/New_York' }), /^Nov 20, 2026, 5:02\sAM EST$/);
  assert.equal(day(time, { locale: 'en-GB', timeZone: 'Pacific/Auckland' }), '20 Nov 2026');
});

test('dates follow the reader’s own English, else British', () => {
  assert.equal(englishLocale(['de-DE', 'en-US', 'en']), 'en-US');
  assert.equal(englishLocale(['de-DE', 'enm']), 'en-GB');
  assert.equal(englishLocale([]), 'en-GB');
});

test('relative times are rounded toward now', () => {
  const cases: [number, string][] = [
    [0, 'just now'],
    [-59_999, 'just now'],
    [1, 'in less than a minute'],
    [59_999, 'in less than a minute'],
    [MINUTE, 'in 1 minute'],
    [2 * MINUTE - 1, 'in 1 minute'],
    [-12.9 * MINUTE, '12 minutes ago'],
    [2 * HOUR - 1, 'in 119 minutes'],
    [2 * HOUR, 'in 2 hours'],
    [2 * DAY - 1, 'in 47 hours'],
    [-2 * DAY, '2 days ago'],
    [90 * DAY, 'in 90 days'],
  ];
  for (const [distance, text] of cases) assert.equal(relative(1e12 + distance, 1e12), text);
});
