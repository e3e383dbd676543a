import { images } from '../base/contract.ts';
import { NoImage, type Source } from '../picture/image.ts';

/** Milliseconds that an address is used after it was given: a minute less than it is good for. */
const GOOD_FOR = (images.linkSeconds - 60) * 1000;

/** The image of a request for a link's holder: at an address that is good for a while, and asked for anew once. */
export class LinkedImage implements Source {
  readonly #given: string | undefined;
  readonly #ask: () => Promise<string | undefined>;
  readonly #now: () => number;
  readonly #since: number;
  #asked = false;

  /** @param ask Hands out a new address; none if there is no image any more, or no answer. */
  constructor(given: string | undefined, ask: () => Promise<string | undefined>, now: () => number = Date.now) {
    this.#given = given;
    this.#ask = ask;
    this.#now = now;
    this.#since = now();
  }

  async address(): Promise<string> {
    if (this.#given === undefined) throw new NoImage('It is not among the images that this website may show.');
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
