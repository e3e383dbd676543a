import { AwsError } from '../endpoint/error.ts';

const windowMs = 1_000;

/**
 * The quota of calls per second, which Rekognition has for each operation
 * (https://docs.aws.amazon.com/general/latest/gr/rekognition.html).
 */
export class CallRate {
  readonly #perSecond: number;
  readonly #now: () => number;
  /** When the last calls came, by operation. */
  readonly #recent = new Map<string, number[]>();

  constructor(perSecond: number, now: () => number = Date.now) {
    this.#perSecond = perSecond;
    this.#now = now;
  }

  take(operation: string): void {
    const now = this.#now();
    const recent = (this.#recent.get(operation) ?? []).filter(time => time > now - windowMs);
    this.#recent.set(operation, recent);
    if (recent.length >= this.#perSecond)
      throw new AwsError('ProvisionedThroughputExceededException', 'Provisioned rate exceeded');
    recent.push(now);
  }
}
