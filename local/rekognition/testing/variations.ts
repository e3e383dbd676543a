import sharp, { type Sharp } from 'sharp';
import type { FaceDetail } from '../faces/analysis.ts';
import { decode } from '../images/decode.ts';
import { changed, cropped, type Image } from '../images/image.ts';

/* Changes to a photo as between frames of one camera: light, size, angle, sharpness, compression. */

type Variation = (image: Image) => Promise<Image>;

/** Cuts out a face, `factor` times as large as its box, and moved to the right by a part of the box. */
export async function portrait(
  image: Image,
  { Left, Top, Width, Height }: FaceDetail['BoundingBox'],
  factor = 2,
  right = 0,
): Promise<Image> {
  const [width, height] = [Width * image.width * factor, Height * image.height * factor];
  const x = (Left + Width * (0.5 + right)) * image.width - width / 2;
  const y = (Top + Height / 2) * image.height - height / 2;
  return (await cropped(image, { x, y, width, height }))!;
}

const by =
  (change: (image: Sharp) => Sharp): Variation =>
  image =>
    changed(image, change);

/** Multiplies each colour value, and adds to it. */
export const lit = (factor: number, more = 0): Variation => by(image => image.linear(factor, more));

export const smaller =
  (factor: number): Variation =>
  image =>
    changed(image, each => each.resize(Math.round(image.width * factor)));

export const turned = (degrees: number): Variation => by(image => image.rotate(degrees));

/** Out of focus. */
export const blurred = (sigma: number): Variation => by(image => image.blur(sigma));

export const encoded = ({ width, height, data }: Image, quality = 90): Promise<Buffer> =>
  sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();

export const compressed =
  (quality: number): Variation =>
  async image =>
    decode(await encoded(image, quality));

/** The variations that calibrate the similarity, by name. */
export const variations: Record<string, Variation> = {
  'as it is': by(image => image),
  brighter: lit(1.4, 20),
  darker: lit(0.5),
  'less contrast': lit(0.6, 51),
  'half the size': smaller(0.5),
  'a third of the size': smaller(0.34),
  'turned by 10°': turned(10),
  'turned by -10°': turned(-10),
  'turned by 20°': turned(20),
  'turned by -20°': turned(-20),
  mirrored: by(image => image.flop()),
  blurred: blurred(2.5),
  'JPEG quality 40': compressed(40),
  'JPEG quality 15': compressed(15),
};
