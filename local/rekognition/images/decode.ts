import sharp from 'sharp';
import type { Image } from './image.ts';

/** Of the largest image that is decoded: more would take gigabytes of memory. */
const mostPixels = 50_000_000;

/** The bytes are not an image that Rekognition reads, which are JPEG and PNG. */
export class NotAnImage extends Error {
  override readonly name = 'NotAnImage';
}

/** Of height and of width: https://docs.aws.amazon.com/rekognition/latest/dg/limits.html. */
export const fewestPixels = 80;

/** The image has too few pixels. */
export class TooSmall extends Error {
  override readonly name = 'TooSmall';
}

/**
 * The pixels of a JPEG or PNG, transparent ones on black. A JPEG is turned as its Exif metadata say, a PNG is not, as
 * Rekognition does (https://docs.aws.amazon.com/rekognition/latest/dg/images-orientation.html). Throws NotAnImage.
 */
export async function decode(bytes: Uint8Array): Promise<Image> {
  const startsWith = (start: number[]) => start.every((byte, i) => bytes[i] === byte);
  const isJpeg = startsWith(jpegStart);
  if (!isJpeg && !startsWith(pngStart)) throw new NotAnImage('It is neither a JPEG nor a PNG');
  const image = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' });
  const upright = isJpeg ? image.autoOrient() : image;
  try {
    const { data, info } = await upright
      .flatten()
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data };
  } catch (error) {
    // The first line of what sharp throws says what is wrong with the bytes.
    throw new NotAnImage((error as Error).message.split('\n', 1)[0]);
  }
}

const jpegStart = [0xff, 0xd8, 0xff];
const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
