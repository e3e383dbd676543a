import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixed } from './decimal.ts';

test('numbers are rounded as MySQL rounds decimals', () => {
  const table: [value: number | bigint, scale: number, expected: string][] = [
    [10.5 * 2.35, 2, '24.68'],
    [1.005, 2, '1.01'],
    [-1.005, 2, '-1.01'],
    [2.5, 0, '3'],
    [-2.5, 0, '-3'],
    [0.1 + 0.2, 1, '0.3'],
    [1.1 * 1.1, 3, '1.210'],
    [5, 2, '5.00'],
    [5n, 2, '5.00'],
    [-7n, 0, '-7'],
    [0, 2, '0.00'],
    [-0.001, 2, '0.00'],
    [1e-9, 2, '0.00'],
    [0.05, 2, '0.05'],
    [1e21, 1, '1000000000000000000000.0'],
    [9_999_999_999.99, 2, '9999999999.99'],
    [9007199254740993n, 1, '9007199254740993.0'],
  ];
  for (const [value, scale, expected] of table) assert.equal(fixed(value, scale), expected, `${value}`);
});
