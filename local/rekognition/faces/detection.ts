import { fitted, framed, type Box, type Image } from '../images/image.ts';
import { lumaOf } from '../images/quality.ts';
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
    const small = fitted(image, size);
    const square = framed(withFullRange(small), detectorSide);
    const [sx, sy] = [image.width / small.width, image.height / small.height];
    const [left, top] = [(detectorSide - small.width) >> 1, (detectorSide - small.height) >> 1];
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

/** Makes the darkest 1 % black and the brightest 1 % white. The detector needs this in dim images. */
function withFullRange(image: Image): Image {
  const luma = lumaOf(image).sort();
  const [black, white] = [luma[Math.floor(luma.length * 0.01)]!, luma[Math.floor(luma.length * 0.99)]!];
  if (white - black < 1) return image;
  const stretch = (value: number) => Math.max(0, Math.min(255, ((value - black) * 255) / (white - black)));
  return { ...image, data: Uint8Array.from(image.data, stretch) };
}

const area = ({ width, height }: Box) => width * height;

/** Intersection over union, 0 to 1. */
function overlap(one: Box, other: Box): number {
  const length = (a: number, aLength: number, b: number, bLength: number) =>
    Math.max(0, Math.min(a + aLength, b + bLength) - Math.max(a, b));
  const shared = length(one.x, one.width, other.x, other.width) * length(one.y, one.height, other.y, other.height);
  return shared / (area(one) + area(other) - shared);
}
