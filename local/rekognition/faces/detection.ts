import { fitted, framed, type Box, type Image } from '../images/image.ts';
import { lumaOf } from '../images/quality.ts';
import type { Detection } from './face-api.ts';
import { detectorSide, type Models } from './models.ts';

/** What the detector is less sure of is no face. */
const leastScore = 0.5;

/**
 * The sizes at which an image is looked at, in pixels of its longest side. At the first the detector finds small faces,
 * at the second those that fill the image; either misses some that the other finds.
 */
const sizes = [detectorSide, detectorSide / 2];

/** Two boxes are of one face if they share more than this part of what they cover together. */
const sameFace = 0.35;

/** The faces of an image, the largest first, as boxes in its pixels. */
export async function detect(models: Models, image: Image): Promise<Detection[]> {
  const found: Detection[] = [];
  for (const size of sizes) {
    const small = fitted(image, size);
    const square = framed(withFullRange(small), detectorSide);
    const [sx, sy] = [image.width / small.width, image.height / small.height];
    const [left, top] = [(detectorSide - small.width) >> 1, (detectorSide - small.height) >> 1];
    for (const {
      score,
      box: { x, y, width, height },
    } of await models.faces(square, leastScore))
      found.push({ score, box: { x: (x - left) * sx, y: (y - top) * sy, width: width * sx, height: height * sy } });
  }
  const kept: Detection[] = [];
  for (const each of found.toSorted((one, other) => other.score - one.score))
    if (kept.every(({ box }) => overlap(box, each.box) <= sameFace)) kept.push(each);
  return kept.toSorted((one, other) => area(other.box) - area(one.box));
}

/** The image with its darkest hundredth black and its brightest white: the detector sees little in a dim one. */
function withFullRange(image: Image): Image {
  const luma = lumaOf(image).sort();
  const [black, white] = [luma[Math.floor(luma.length * 0.01)]!, luma[Math.floor(luma.length * 0.99)]!];
  if (white - black < 1) return image;
  const stretch = (value: number) => Math.max(0, Math.min(255, ((value - black) * 255) / (white - black)));
  return { ...image, data: Uint8Array.from(image.data, stretch) };
}

const area = ({ width, height }: Box) => width * height;

/** What two boxes share, as part of what they cover together. */
function overlap(one: Box, other: Box): number {
  const length = (a: number, aLength: number, b: number, bLength: number) =>
    Math.max(0, Math.min(a + aLength, b + bLength) - Math.max(a, b));
  const shared = length(one.x, one.width, other.x, other.width) * length(one.y, one.height, other.y, other.height);
  return shared / (area(one) + area(other) - shared);
}
