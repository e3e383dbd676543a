import { hash, randomInt, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { asDoubles, isNumber, isObject, parseJson } from '../json.ts';

const hashes = ['MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'];
const maxRange = 1000;

/**
 * The functions of the States Language, by name without `States.`. They throw for wrong arguments.
 * https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
 */
export const intrinsics: Record<string, ((...args: unknown[]) => unknown) | undefined> = {
  __proto__: null!,
  Array: (...items) => items,
  ArrayContains: (items, value) => list(items).some(item => isSame(item, value)),
  ArrayGetItem(items, index) {
    const [all, at] = [list(items), integer(index)];
    if (at < 0 || at >= all.length) throw new Error(`there is no item ${at} in an array of ${all.length}`);
    return all[at];
  },
  ArrayLength: items => list(items).length,
  ArrayPartition(items, size) {
    const [all, step] = [list(items), integer(size)];
    if (step < 1) throw new Error('the size of a part must be positive');
    return Array.from({ length: Math.ceil(all.length / step) }, (_, i) => all.slice(i * step, (i + 1) * step));
  },
  ArrayRange(first, last, step) {
    const [from, by] = [integer(first), integer(step)];
    const length = Math.max(0, Math.floor((integer(last) - from) / by) + 1);
    if (by === 0 || length > maxRange) throw new Error(`a range must have a step and at most ${maxRange} items`);
    return Array.from({ length }, (_, i) => from + i * by);
  },
  ArrayUnique: items => list(items).filter((item, i, all) => all.findIndex(other => isSame(other, item)) === i),
  Base64Decode: data => Buffer.from(text(data), 'base64').toString(),
  Base64Encode: data => Buffer.from(text(data)).toString('base64'),
  Format(template, ...values) {
    let used = 0;
    const result = text(template).replace(
      /\\([\\'{}])|\{\}/g,
      (_, escaped?: string) => escaped ?? shown(values[used++]),
    );
    if (used !== values.length) throw new Error(`there are ${used} places for ${values.length} values`);
    return result;
  },
  Hash(data, algorithm) {
    if (!hashes.includes(text(algorithm))) throw new Error(`the algorithm must be one of ${hashes.join(', ')}`);
    return hash(text(algorithm).replace('-', ''), shown(data));
  },
  JsonMerge(first, second, deep) {
    if (!isObject(first) || !isObject(second)) throw new Error('only objects can be merged');
    if (deep !== false) throw new Error('the third argument must be false, as there is no deep merge');
    return { ...first, ...second };
  },
  JsonToString: value => JSON.stringify(value),
  MathAdd: (first, second) => integer(first) + integer(second),
  MathRandom(first, last, seed) {
    const [from, to] = [integer(first), integer(last)];
    if (seed === undefined) return randomInt(from, to);
    const random = hash('sha256', String(integer(seed)), 'buffer').readUInt32BE();
    return from + Math.floor((random / 2 ** 32) * (to - from));
  },
  StringSplit: (whole, separators) =>
    text(whole).split(new RegExp(`[${text(separators).replace(/[\\\]^-]/g, '\\$&')}]`)),
  StringToJson: value => parseJson(text(value)),
  UUID: () => randomUUID(),
};

/** Numbers are equal if their doubles are. */
const isSame = (a: unknown, b: unknown) => isDeepStrictEqual(asDoubles(a), asDoubles(b));

const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`${shown(value)} is not a string`);
  return value;
}

function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Error(`${shown(value)} is not an array`);
  return value;
}

/** AWS rounds fractions. */
function integer(value: unknown): number {
  if (!isNumber(value)) throw new Error(`${shown(value)} is not a number`);
  return Math.round(Number(value));
}
