import { changed, fitted, type Box, type Image } from '../images/image.ts';
import type { Detection } from './face-api.ts';
import { detectorSide, type Models } from './models.ts';

/** Detections with a lower score do not count. */
const leastScore = 0.5;

/**
 * The detector runs on the image at two sizes, in pixels of the longest side. The larger finds small faces, the smaller
 * finds faces that fill the image.
 */
const sizes = [detectorSide, detectorSide / 2];

/** Two boxes show the same face if their overlap is larger than this. */
const sameFace = 0.35;

/** The faces of an image, the largest first, as boxes in its pixels. */
export async function detect(models: Models, image: Image): Promise<Detection[]> {
  const found: Detection[] = [];
  for (const size of sizes) {
    const small = await fitted(image, size);
    const [sx, sy] = [image.width / small.width, image.height / small.height];
    const [right, bottom] = [detectorSide - small.width, detectorSide - small.height];
    const [left, top] = [right >> 1, bottom >> 1];
    // The detector needs the full range of brightness in dim images.
    const bright = await changed(small, each => each.normalise({ lower: 1, upper: 99 }));
    const square = await changed(bright, each =>
      each.extend({ left, top, right: right - left, bottom: bottom - top, background: 'black' }),
    );
    for (const { score, box } of await models.faces(square, leastScore)) {
      const [x, y] = [(box.x - left) * sx, (box.y - top) * sy];
      found.push({ score, box: { x, y, width: box.width * sx, height: box.height * sy } });
    }
  }
  const kept: Detection[] = [];
  for (const each of found.toSorted((one, other) => other.score - one.score))
    if (kept.every(({ box }) => overlap(box, each.box) <= sameFace)) kept.push(each);
  return kept.toSorted((one, other) => area(other.box) - area(one.box));
}

const area = ({ width, height }: Box) => width * height;

/** Intersection over union, 0 to 1. */
function overlap(one: Box, other: Box): number {
  const length = (a: number, aLength: number, b: number, bLength: number) =>
    Math.max(0, Math.min(a + aLength, b + bLength) - Math.max(a, b));
  const shared = length(one.x, one.width, other.x, other.width) * length(one.y, one.height, other.y, other.height);
  return shared / (area(one) + area(other) - shared);
}
