import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../testing/random.ts';
import { decimalSign, readNumber } from './number.ts';

const english = decimalSign('en-GB');
const german = decimalSign('de-DE');

test('a number is read as the reader’s language writes it', () => {
  for (const [entered, inEnglish, inGerman] of [
    ['12,5', '12.5', '12.5'],
    ['12.5', '12.5', '12.5'],
    ['1.234,5', '1234.5', '1234.5'],
    ['1,234.5', '1234.5', '1234.5'],
    ['1.234', '1.234', '1234'],
    ['1,234', '1234', '1.234'],
    ['0,125', '0.125', '0.125'],
    ['1234,567', '1234.567', '1234.567'],
    ['1.234.567', '1234567', '1234567'],
    ['12,34,567', '1234567', '1234567'],
    ['12,34,567.89', '1234567.89', '1234567.89'],
    ['1 234 567,8', '1234567.8', '1234567.8'],
    ['1\u202f234,8', '1234.8', '1234.8'],
    ['1’234.50', '1234.50', '1234.50'],
    ['−7', '-7', '-7'],
  ] as const) {
    assert.deepEqual(
      [english, german].map(sign => readNumber(entered, sign)?.text),
      [inEnglish, inGerman],
      entered,
    );
  }
});

test('a language with other digits reads these digits as its own', () => {
  assert.equal(decimalSign('ar-EG'), '.');
  assert.equal(decimalSign('fa-IR'), '.');
});

test('the digits stay as they were typed, as JSON writes numbers', () => {
  for (const [entered, text] of [
    ['1.10', '1.10'],
    ['9007199254740993', '9007199254740993'],
    ['616581622363398142', '616581622363398142'],
    ['+.5', '0.5'],
    ['5.', '5'],
    ['007', '7'],
    ['-0.0', '-0.0'],
    ['1E-7', '1E-7'],
  ] as const) {
    assert.equal(readNumber(entered, english)?.text, text, entered);
  }
});

test('what is no number, or has no one meaning, is refused', () => {
  const odd = [
    '1.2.3',
    '1,2,3',
    '1.234.56',
    '1,234,5',
    '1.234,567.8',
    '1,234.567,8',
    '0.125.000',
    '12 34',
    '1 2',
    '0x10',
  ];
  for (const text of [...odd, 'Infinity', 'NaN', '--1', '1e', '.', ',', '-', '', '١', '1e999', '1'.repeat(41)]) {
    for (const sign of [english, german]) assert.equal(readNumber(text, sign), undefined, text);
  }
});

test('for any entry, the digits are JSON', () => {
  const random = new Random(22);
  const characters = [..."0123456789.,'eE+- ’"];
  for (let i = 0; i < 20_000; i++) {
    const text = readNumber(random.text(9, characters), random.pick([english, german]))?.text;
    if (text !== undefined) assert.equal(typeof JSON.parse(text), 'number', text);
  }
});
