import type { Image, Source } from './image.ts';
import { Picture, type PictureSize } from './picture.ts';

/** Holds the picture of something that is shown again and again: the same one as long as it is the same image. */
export class PictureSlot {
  readonly #sourceOf: (image: Image) => Source;
  readonly #size: PictureSize;
  #shown: { readonly of: string; readonly picture: Picture } | undefined;

  constructor(sourceOf: (image: Image) => Source, size: PictureSize) {
    this.#sourceOf = sourceOf;
    this.#size = size;
  }

  show(image: Image | undefined, alt: string): HTMLElement | undefined {
    if (image === undefined) {
      this.remove();
      return undefined;
    }
    // Not by the address, of which there is a new one each time that somebody asks.
    const of = JSON.stringify([image.bucket, image.key, image.box]);
    if (this.#shown?.of !== of) {
      this.remove();
      this.#shown = { of, picture: new Picture(this.#sourceOf(image), image.box, alt, this.#size) };
    }
    return this.#shown?.picture.element;
  }

  remove(): void {
    this.#shown?.picture.remove();
    this.#shown = undefined;
  }
}
