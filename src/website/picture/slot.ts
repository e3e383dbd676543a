import type { Image, Source } from './image.ts';
import { Picture, type PictureSize } from './picture.ts';

/** Holds the picture of an item that is updated. The picture stays while the image is the same. */
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
    // The address does not count, because each answer has a new one.
    const of = JSON.stringify([image.bucket, image.key, image.box]);
    if (this.#shown?.of !== of) {
      this.remove();
      this.#shown = { of, picture: new Picture(this.#sourceOf(image), image.box, this.#size) };
    }
    this.#shown?.picture.describe(alt);
    return this.#shown?.picture.element;
  }

  remove(): void {
    this.#shown?.picture.remove();
    this.#shown = undefined;
  }
}
