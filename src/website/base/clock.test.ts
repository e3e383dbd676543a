import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverNow, setServerTime } from './clock.ts';

const HOUR = 3_600_000;
const ahead = () => Math.round((serverNow() - Date.now()) / 1000);
const answered = (date: string, age?: string) => setServerTime(new Headers({ date, ...(age && { age }) }));

test('the server’s time counts, whatever this device’s clock says', () => {
  answered(new Date(Date.now() + HOUR).toUTCString());
  assert.ok(Math.abs(ahead() - 3600) <= 1);
  answered(new Date(Date.now() - HOUR).toUTCString());
  assert.ok(Math.abs(ahead() + 3600) <= 1);
  // An answer without a time, or of a cache, changes nothing.
  setServerTime(new Headers());
  answered(new Date(Date.now() - 2 * HOUR).toUTCString(), '60');
  assert.ok(Math.abs(ahead() + 3600) <= 1);
});

test('an answer that was on its way for a few seconds does not move the clock', () => {
  answered(new Date(Date.now() - 3_000).toUTCString());
  assert.equal(ahead(), 0);
});
