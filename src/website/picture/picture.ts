import { el } from '../base/dom.ts';
import { button } from '../base/outcome.ts';
import type { Box } from './image.ts';
import { FILLED, positionOf, WHOLE, within, type Part } from './position.ts';
import { NoImage, type Source } from './image.ts';

/** How a picture is shown: small in a list; or large, where the whole of a cropped image can be seen, too. */
export type PictureSize = 'thumb' | 'large';

/**
 * An image: loaded when it comes near the view, cropped to a face if there is one to look at, a placeholder that says
 * why if it cannot be shown. Its space is there from the beginning. What it holds in memory is let go by `remove`.
 */
export class Picture {
  readonly element: HTMLElement;
  readonly #source: Source;
  readonly #size: PictureSize;
  readonly #box: Box | undefined;
  readonly #frame: HTMLElement;
  readonly #image: HTMLImageElement;
  readonly #mark = el('span', { class: 'mark' });
  readonly #gone = new AbortController();
  #part: Part;

  constructor(source: Source, box: Box | undefined, alt: string, size: PictureSize) {
    this.#source = source;
    this.#size = size;
    this.#box = box;
    this.#part = box ?? (size === 'thumb' ? FILLED : WHOLE);
    this.#image = el('img', { alt });
    this.#frame = el('div', { class: `picture ${size}` });
    this.#frame.classList.toggle('face', box !== undefined);
    const whole = box === undefined || size === 'thumb' ? undefined : this.#whole(box);
    this.element = whole === undefined ? this.#frame : el('div', { class: 'cropped' }, this.#frame, whole);
    this.#image.addEventListener('load', () => this.#fit());
    this.#loadWhenNear();
  }

  remove(): void {
    this.#gone.abort();
    this.element.remove();
    this.#letGo();
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
    this.#gone.signal.addEventListener('abort', () => near.disconnect());
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
    const { signal } = this.#gone;
    const { anew } = this.#source;
    try {
      const isShown = await this.#try(await this.#source.address(signal));
      if (isShown || signal.aborted) return;
      if (anew !== undefined && (await this.#try(await anew.call(this.#source, signal)))) return;
      const gone = anew === undefined ? '' : 'not kept any more, or ';
      this.#fail(`It is ${gone}not an image that a browser can show.`);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof NoImage)) throw error;
      this.#fail(error.message);
    }
  }

  /** Whether there is an image at that address. */
  async #try(url: string): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#letGo();
    this.#image.onload = () => resolve(true);
    this.#image.onerror = () => resolve(false);
    this.#image.src = url;
    if (this.#gone.signal.aborted) this.#letGo();
    else this.#frame.replaceChildren(this.#image);
    return promise;
  }

  /** Puts the image where its part is in view. */
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

  #letGo(): void {
    if (this.#image.src.startsWith('blob:')) URL.revokeObjectURL(this.#image.src);
  }
}

function put(element: HTMLElement, { left, top, width, height }: Box): void {
  const [l, t, w, h] = [left, top, width, height].map(part => `${part * 100}%`);
  Object.assign(element.style, { left: l, top: t, width: w, height: h });
}
