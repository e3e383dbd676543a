import { random } from './random.ts';

/** Random inputs for operations with these member names. The same seed gives the same inputs. */
export function hostile(seed: number, { names, texts }: { names: string[]; texts: string[] }) {
  const { next: below } = random(seed);
  const pick = <T>(...choices: T[]): T => choices[below(choices.length)]!;

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
