import { el } from '../base/dom.ts';
import type { Image } from '../request/request.ts';
import { NoImage, type Frames } from './frames.ts';

/**
 * An image of a request: loaded when it comes near the view, a placeholder that says why if it cannot be shown. What it
 * holds in memory is let go by `remove`.
 */
export class Picture {
  readonly element: HTMLElement;
  readonly #frames: Frames;
  readonly #image: Image;
  readonly #alt: string;
  readonly #gone = new AbortController();
  #url: string | undefined;

  /** @param look A class: how large it is, for example. */
  constructor(frames: Frames, image: Image, alt: string, look: string) {
    this.#frames = frames;
    this.#image = image;
    this.#alt = alt;
    this.element = el('div', { class: `picture ${look}` });
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        near.disconnect();
        void this.#load();
      },
      { rootMargin: '200px' },
    );
    near.observe(this.element);
    this.#gone.signal.addEventListener('abort', () => near.disconnect());
  }

  remove(): void {
    this.#gone.abort();
    this.element.remove();
    if (this.#url !== undefined) URL.revokeObjectURL(this.#url);
  }

  async #load(): Promise<void> {
    try {
      const blob = await this.#frames.get(this.#image, this.#gone.signal);
      if (this.#gone.signal.aborted) return;
      this.#url = URL.createObjectURL(blob);
      const image = el('img', { alt: this.#alt, src: this.#url });
      image.addEventListener('error', () => this.#fail('It is not an image that a browser can show.'));
      this.element.replaceChildren(image);
    } catch (error) {
      if (this.#gone.signal.aborted) return;
      if (!(error instanceof NoImage)) throw error;
      this.#fail(error.message);
    }
  }

  #fail(reason: string): void {
    this.element.title = reason;
    this.element.replaceChildren(el('p', {}, 'No image', el('span', { class: 'reason' }, `. ${reason}`)));
  }
}
