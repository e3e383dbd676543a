/** How a look for news ended: look again, look again later, or stop. */
export type Look = 'again' | 'failed' | 'done';

/** The part of `document` that tells whether the page is visible. */
interface Visibility {
  readonly visibilityState: DocumentVisibilityState;
  addEventListener(type: 'visibilitychange', listener: () => void): void;
}

/** The longest interval in milliseconds after failures, so that the service's return shows soon. */
const LONGEST = 60_000;

/**
 * Looks for news at an interval while the page is visible, and at once when it becomes visible. There is one look at a
 * time. Failures lengthen the interval.
 */
export class Poller {
  readonly #look: () => Promise<Look>;
  readonly #interval: number;
  readonly #page: Visibility;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #running = false;
  #looking = false;

  /** @param interval Milliseconds from the end of one look to the next. */
  constructor(look: () => Promise<Look>, interval: number, page: Visibility = document) {
    this.#look = look;
    this.#interval = interval;
    this.#page = page;
    page.addEventListener('visibilitychange', () => this.#visibilityChanged());
  }

  /** Starts with one interval of waiting. Earlier failures do not count. */
  start(): void {
    this.#running = true;
    this.#failures = 0;
    this.#plan();
  }

  stop(): void {
    this.#running = false;
    clearTimeout(this.#timer);
  }

  #visibilityChanged(): void {
    if (!this.#running) return;
    clearTimeout(this.#timer);
    if (this.#page.visibilityState === 'visible') void this.#run();
  }

  #plan(): void {
    clearTimeout(this.#timer);
    if (!this.#running || this.#page.visibilityState !== 'visible') return;
    const wait = Math.min(this.#interval * 2 ** this.#failures, Math.max(LONGEST, this.#interval));
    this.#timer = setTimeout(() => void this.#run(), wait);
  }

  async #run(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    clearTimeout(this.#timer);
    const seen = await this.#look().finally(() => (this.#looking = false));
    this.#failures = seen === 'failed' ? this.#failures + 1 : 0;
    if (seen === 'done') this.stop();
    this.#plan();
  }
}
