import { el } from '../base/dom.ts';
import { button } from '../base/outcome.ts';
import type { Box } from './image.ts';
import { FILLED, positionOf, WHOLE, within, type Part } from './position.ts';
import { NoImage, type Source } from './image.ts';

/** Small in a list; large with a button that shows the whole of a cropped image. */
export type PictureSize = 'thumb' | 'large';

/**
 * An image, cropped to a face if there is one. It loads when it comes near the view, in space that is reserved from the
 * start. If it cannot be shown, a placeholder says why. `remove` frees its memory.
 */
export class Picture {
  readonly element: HTMLElement;
  readonly #source: Source;
  readonly #size: PictureSize;
  readonly #box: Box | undefined;
  readonly #frame: HTMLElement;
  readonly #image: HTMLImageElement;
  readonly #mark = el('span', { class: 'mark' });
  readonly #removed = new AbortController();
  #part: Part;

  constructor(source: Source, box: Box | undefined, size: PictureSize) {
    this.#source = source;
    this.#size = size;
    this.#box = box;
    this.#part = box ?? (size === 'thumb' ? FILLED : WHOLE);
    this.#image = el('img');
    this.#frame = el('div', { class: `picture ${size}` });
    this.#frame.classList.toggle('face', box !== undefined);
    const whole = box === undefined || size === 'thumb' ? undefined : this.#whole(box);
    this.element = whole === undefined ? this.#frame : el('div', { class: 'cropped' }, this.#frame, whole);
    this.#image.addEventListener('load', () => this.#fit());
    this.#loadWhenNear();
  }

  /** Sets the text that stands for the image. */
  describe(alt: string): void {
    this.#image.alt = alt;
  }

  remove(): void {
    this.#removed.abort();
    this.element.remove();
    this.#revoke();
  }

  #loadWhenNear(): void {
    const near = new IntersectionObserver(
      entries => {
        if (!entries.some(entry => entry.isIntersecting)) return;
        near.disconnect();
        void this.#load();
      },
      { rootMargin: '200px' },
    );
    near.observe(this.#frame);
    this.#removed.signal.addEventListener('abort', () => near.disconnect());
  }

  #whole(box: Box): HTMLButtonElement {
    const change = () => {
      this.#part = this.#part === WHOLE ? box : WHOLE;
      const isWhole = this.#part === WHOLE;
      this.#frame.classList.toggle('face', !isWhole);
      toggle.textContent = isWhole ? 'Show the face only' : 'Show the whole image';
      this.#fit();
    };
    const toggle = button('Show the whole image', change, 'small');
    return toggle;
  }

  async #load(): Promise<void> {
    const { signal } = this.#removed;
    const { anew } = this.#source;
    try {
      const isShown = await this.#try(await this.#source.address(signal));
      if (isShown || signal.aborted) return;
      if (anew !== undefined && (await this.#try(await anew.call(this.#source, signal)))) return;
      const missing = anew === undefined ? '' : 'no longer kept, or ';
      this.#fail(`It is ${missing}not an image that a browser can show.`);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof NoImage)) throw error;
      this.#fail(error.message);
    }
  }

  /** Loads the address. Returns whether it is an image. */
  async #try(url: string): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#revoke();
    this.#image.onload = () => resolve(true);
    this.#image.onerror = () => resolve(false);
    this.#image.src = url;
    if (this.#removed.signal.aborted) this.#revoke();
    else this.#frame.replaceChildren(this.#image);
    return promise;
  }

  /** Moves and scales the image so that its part fills the frame. */
  #fit(): void {
    const { naturalWidth: width, naturalHeight: height } = this.#image;
    const { clientWidth, clientHeight } = this.#frame;
    if (width === 0 || height === 0 || clientWidth === 0 || clientHeight === 0) return;
    const position = positionOf({ width, height }, { width: clientWidth, height: clientHeight }, this.#part);
    put(this.#image, position);
    this.#mark.remove();
    if (this.#part !== WHOLE || this.#box === undefined) return;
    put(this.#mark, within(position, this.#box));
    this.#frame.append(this.#mark);
  }

  #fail(reason: string): void {
    this.#frame.title = reason;
    const look = this.#size === 'thumb' ? { class: 'unseen' } : {};
    this.#frame.replaceChildren(el('p', {}, 'No image', el('span', look, `. ${reason}`)));
    if (this.element !== this.#frame) this.element.querySelector('button')?.remove();
  }

  #revoke(): void {
    if (this.#image.src.startsWith('blob:')) URL.revokeObjectURL(this.#image.src);
  }
}

function put(element: HTMLElement, { left, top, width, height }: Box): void {
  const [l, t, w, h] = [left, top, width, height].map(part => `${part * 100}%`);
  Object.assign(element.style, { left: l, top: t, width: w, height: h });
}
