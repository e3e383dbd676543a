import jpeg from 'jpeg-js';
import { cropped, mirrored, resampled, scaledDown, type Box, type Image } from '../images/image.ts';

/* Changes to a photo as between frames of one camera: light, size, angle, sharpness, compression. */

export type Variation = (image: Image) => Image;

/** Enlarges a box by a factor around its centre, and moves it by parts of its width and height. */
export function around(box: Box, factor: number, right = 0, down = 0): Box {
  const [width, height] = [box.width * factor, box.height * factor];
  return {
    x: box.x + box.width * (0.5 + right) - width / 2,
    y: box.y + box.height * (0.5 + down) - height / 2,
    width,
    height,
  };
}

export function cut(image: Image, box: Box): Image {
  const part = cropped(image, box);
  if (!part) throw new Error('The box is outside of the image');
  return part;
}

/** Applies a function to each colour value, and limits the result to 0 to 255. */
export const lit =
  (value: (value: number) => number): Variation =>
  ({ width, height, data }) => ({
    width,
    height,
    data: Uint8Array.from(data, each => Math.max(0, Math.min(255, value(each)))),
  });

export const smaller =
  (factor: number): Variation =>
  image =>
    scaledDown(image, Math.round(image.width * factor), Math.round(image.height * factor));

export const turned =
  (degrees: number): Variation =>
  image => {
    const [a, b] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    const [x, y] = [image.width / 2, image.height / 2];
    return resampled(image, { a, b, x: x - a * x + b * y, y: y - b * x - a * y }, image.width, image.height);
  };

/** Out of focus: a box blur, three times. */
export const blurred =
  (radius: number): Variation =>
  image => {
    let result = image;
    for (let round = 0; round < 3; round++) result = boxBlurred(result, radius);
    return result;
  };

function boxBlurred({ width, height, data }: Image, radius: number): Image {
  const pass = (from: Uint8Array, step: number, length: number, starts: number[]) => {
    const to = new Uint8Array(from.length);
    for (const start of starts) {
      for (let channel = 0; channel < 3; channel++) {
        const at = (i: number) => start + Math.max(0, Math.min(length - 1, i)) * step + channel;
        let sum = 0;
        for (let i = -radius; i <= radius; i++) sum += from[at(i)]!;
        for (let i = 0; i < length; i++) {
          to[at(i)] = sum / (2 * radius + 1);
          sum += from[at(i + radius + 1)]! - from[at(i - radius)]!;
        }
      }
    }
    return to;
  };
  const rows = Array.from({ length: height }, (_, y) => y * width * 3);
  const columns = Array.from({ length: width }, (_, x) => x * 3);
  return { width, height, data: pass(pass(data, 3, width, rows), width * 3, height, columns) };
}

export function encoded({ width, height, data }: Image, quality = 90): Buffer {
  const rgba = Buffer.alloc(width * height * 4, 255);
  for (let i = 0; i < width * height; i++) rgba.set(data.subarray(i * 3, i * 3 + 3), i * 4);
  return jpeg.encode({ width, height, data: rgba }, quality).data;
}

export const compressed =
  (quality: number): Variation =>
  image =>
    jpeg.decode(encoded(image, quality), { useTArray: true, formatAsRGBA: false });

/** The variations that calibrate the similarity, by name. */
export const variations: Record<string, Variation> = {
  'as it is': image => image,
  brighter: lit(value => value * 1.4 + 20),
  darker: lit(value => value * 0.5),
  'less contrast': lit(value => 128 + (value - 128) * 0.6),
  'half the size': smaller(0.5),
  'a third of the size': smaller(0.34),
  'turned by 10°': turned(10),
  'turned by -10°': turned(-10),
  'turned by 20°': turned(20),
  'turned by -20°': turned(-20),
  mirrored,
  blurred: blurred(2),
  'JPEG quality 40': compressed(40),
  'JPEG quality 15': compressed(15),
};
