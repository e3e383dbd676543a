import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { AwsError } from '../endpoint/error.ts';

/** What can happen to a call. */
export const kinds = ['refused', 'throttled', 'late', 'dropped', 'unanswered'] as const;
export type Kind = (typeof kinds)[number];

/** A call that is broken. */
export interface Fault {
  kind: Kind;
  /** How long a late call waits. */
  delayMs: number;
}

/** Longer than functions wait for most services. */
const longestDelayMs = 2_500;

/** The longest time from an invocation's start to the end of its process. */
const longestLifeMs = 300;

/** An invocation's process is killed for every few broken calls. */
const callsPerKill = 5;

/**
 * Breaks calls of AWS, and kills functions' processes: as often as `rate` says, from 0 to 1. The n-th call of a service
 * has the same fate with the same seed.
 */
export class Faults {
  readonly #rate: number;
  readonly #seed: number;
  readonly #calls = new Map<string, number>();
  readonly #counts = new Map<string, number>();
  #kills = false;

  constructor({ rate, seed }: { rate: number; seed: number }) {
    this.#rate = rate;
    this.#seed = seed;
  }

  /** The fault of a service's next call, if it has one. */
  next(service: string): Fault | undefined {
    const draw = this.#draw(service);
    if (draw() >= this.#rate) return undefined;
    const kind = kinds[Math.floor(draw() * kinds.length)]!;
    this.#count(service, kind);
    return { kind, delayMs: draw() * longestDelayMs };
  }

  /** After how many milliseconds the process of the next invocation is killed; undefined if it is not. */
  killAfterMs(): number | undefined {
    const draw = this.#draw('invocations');
    if (!this.#kills || draw() * callsPerKill >= this.#rate) return undefined;
    this.#count('functions', 'killed');
    return draw() * longestLifeMs;
  }

  /** From now on processes are killed. A deployment tries nothing again, so not during its triggers. */
  startKilling(): void {
    this.#kills = true;
  }

  /** Makes a call that is not HTTP, as state machines do. A connection that breaks is an Error without AWS's name. */
  async around<T>(service: string, call: () => Promise<T>): Promise<T> {
    const fault = this.next(service);
    if (!fault) return call();
    switch (fault.kind) {
      case 'late':
        await setTimeout(fault.delayMs);
        return call();
      case 'unanswered':
        await call();
        throw new Error('The connection was closed before the answer');
      case 'dropped':
        throw new Error('The connection was closed');
      default:
        throw errorOf(service, fault.kind);
    }
  }

  /** What happened so far, a line for each service, such as `Faults of s3: 3 refused, 1 late`. */
  summary(): string[] {
    const byService = Map.groupBy(this.#counts, ([name]) => name.split(' ')[0]!);
    return [...byService].sort().map(([service, counts]) => {
      const each = counts.map(([name, count]) => `${count} ${name.split(' ')[1]}`).sort();
      return `Faults of ${service}: ${each.join(', ')}`;
    });
  }

  #count(service: string, what: string): void {
    const name = `${service} ${what}`;
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** Numbers from 0 to 1 for a service's next call. */
  #draw(service: string): () => number {
    const call = this.#calls.get(service) ?? 0;
    this.#calls.set(service, call + 1);
    const bytes = createHash('sha256').update(`${this.#seed} ${service} ${call}`).digest();
    let at = 0;
    return () => bytes.readUInt32LE(4 * at++) / 2 ** 32;
  }
}

/** The services' own names of these errors, where they differ. */
const names: Record<string, Partial<Record<Kind, [name: string, status: number]>>> = {
  events: { refused: ['InternalException', 500] },
  lambda: { refused: ['ServiceException', 500], throttled: ['TooManyRequestsException', 429] },
  'rds-data': { refused: ['InternalServerErrorException', 500] },
  s3: { refused: ['InternalError', 500], throttled: ['SlowDown', 503] },
  sns: { refused: ['InternalError', 500], throttled: ['Throttled', 429] },
  sts: { refused: ['InternalFailure', 500], throttled: ['Throttling', 400] },
};

export function errorOf(service: string, kind: 'refused' | 'throttled'): AwsError {
  const usual: [string, number] = kind === 'refused' ? ['InternalServerError', 500] : ['ThrottlingException', 400];
  const [name, status] = names[service]?.[kind] ?? usual;
  return new AwsError(name, `The local runner was asked for faults: ${kind}`, status);
}
