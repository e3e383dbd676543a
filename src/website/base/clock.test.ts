import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverNow, setServerTime } from './clock.ts';

const HOUR = 3_600_000;
const behind = () => Math.round((serverNow() - Date.now()) / 1000);
const answered = (date: string, age?: string) => setServerTime(new Headers({ date, ...(age && { age }) }));

test('the server’s time counts, whatever this device’s clock says', () => {
  answered(new Date(Date.now() + HOUR).toUTCString());
  assert.ok(Math.abs(behind() - 3600) <= 1);
  answered(new Date(Date.now() - HOUR).toUTCString(), '60');
  assert.ok(Math.abs(behind() + 3540) <= 1);
  // An answer without a time changes nothing.
  setServerTime(new Headers());
  assert.ok(Math.abs(behind() + 3540) <= 1);
});

test('an answer that was on its way for a few seconds does not move the clock', () => {
  answered(new Date(Date.now() - 3_000).toUTCString());
  assert.equal(behind(), 0);
});
