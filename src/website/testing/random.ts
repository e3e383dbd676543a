/** Random numbers, texts and JSON values. The same seed gives the same values. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** A whole number of at least 0 and below the limit (mulberry32). */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  pick<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)]!;
  }

  text(maxLength: number, characters = ODD): string {
    return Array.from({ length: this.below(maxLength + 1) }, () => this.pick(characters)).join('');
  }

  /** Any JSON value, also with hostile names and texts. */
  json(depth: number): unknown {
    const kind = this.below(depth > 0 ? 8 : 6);
    if (kind < 3) return this.pick([...HOSTILE, this.text(20)]);
    if (kind < 6) return this.pick([null, true, false, 0, -1.5, 1e300, '']);
    const size = this.below(5);
    if (kind === 6) return Array.from({ length: size }, () => this.json(depth - 1));
    const entries = Array.from({ length: size }, () => [this.pick([...NAMES, this.text(8)]), this.json(depth - 1)]);
    return Object.fromEntries(entries);
  }
}

const ODD = [...'aZ9 &=#%+<>"\'\n\0\u202eé🙂', '%4', '%00', '\ud800'];
const NAMES = ['__proto__', 'constructor', 'toString', 'status', 'subject', 'details', '<b>', ''];

export const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  '"><svg onload=alert(1)>',
  '\u202egnp.exe',
  '${alert(1)}',
];
