import type { Image } from './image.ts';
import type { Picture } from './picture.ts';

/** Holds the picture of something that is shown again and again: the same one as long as it is the same image. */
export class PictureSlot {
  readonly #make: (image: Image, name: string) => Picture;
  #shown: { readonly of: string; readonly picture: Picture } | undefined;

  /** @param make Makes the picture of what has this name. */
  constructor(make: (image: Image, name: string) => Picture) {
    this.#make = make;
  }

  /** The element that shows the image. */
  show(image: Image | undefined, name: string): HTMLElement | undefined {
    if (image === undefined) {
      this.remove();
      return undefined;
    }
    // Not by the address, of which there is a new one each time that somebody asks.
    const of = JSON.stringify([image.bucket, image.key, image.box]);
    if (this.#shown?.of !== of) {
      this.remove();
      this.#shown = { of, picture: this.#make(image, name) };
    }
    return this.#shown?.picture.element;
  }

  /** Lets go of the picture. */
  remove(): void {
    this.#shown?.picture.remove();
    this.#shown = undefined;
  }
}
