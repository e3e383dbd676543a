import { randomBytes } from 'node:crypto';

/** Repeatable random numbers. A test prints the seed when it fails. */
export function random(seed = randomBytes(4).readUInt32LE()): { seed: number; next(below: number): number } {
  let state = seed;
  return {
    seed,
    next(below) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    },
  };
}
