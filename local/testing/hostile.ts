import { random } from './random.ts';

/** Inputs of any shape for operations whose members have these names; the same in each run for the same seed. */
export function hostile(seed: number, { names, texts }: { names: string[]; texts: string[] }) {
  const { next: below } = random(seed);
  const pick = <T>(...choices: T[]): T => choices[below(choices.length)]!;

  /** Any value of JSON, as deep as this at most. */
  function anything(depth: number): unknown {
    const text = pick('', '\u0000\ud800\uffff', 'x'.repeat(300), ...texts);
    const plain = pick<unknown>(text, text, null, true, 0, -1, 5, 1e99, 0.5);
    if (depth === 0) return plain;
    const several = <T>(make: () => T) => Array.from({ length: below(4) }, make);
    const name = () => pick('', '__proto__', ...names);
    return pick<() => unknown>(
      () => plain,
      () => several(() => anything(depth - 1)),
      () => JSON.parse(JSON.stringify(Object.fromEntries(several(() => [name(), anything(depth - 1)])))),
    )();
  }

  return { below, pick, anything };
}
