import { images } from '../base/contract.ts';
import { NoImage, type Source } from '../picture/image.ts';

/** How long an address is used, in milliseconds: a minute less than its lifetime. */
const GOOD_FOR = (images.linkSeconds - 60) * 1000;

/** A request's image for a link's holder. Its address works for a while; a new one is requested once. */
export class LinkedImage implements Source {
  readonly #given: string | undefined;
  readonly #ask: () => Promise<string | undefined>;
  readonly #now: () => number;
  readonly #since: number;
  #asked = false;

  /** @param ask Resolves with a new address, or undefined if there is no image or no answer. */
  constructor(given: string | undefined, ask: () => Promise<string | undefined>, now: () => number = Date.now) {
    this.#given = given;
    this.#ask = ask;
    this.#now = now;
    this.#since = now();
  }

  async address(): Promise<string> {
    if (this.#given === undefined) throw new NoImage('It no longer exists, or is neither a JPEG nor a PNG.');
    return this.#now() - this.#since < GOOD_FOR ? this.#given : this.anew();
  }

  async anew(): Promise<string> {
    const first = !this.#asked;
    this.#asked = true;
    const url = first ? await this.#ask() : undefined;
    if (url === undefined) throw new NoImage('It could not be loaded. Check your network, then reload the page.');
    return url;
  }
}
