import sharp from 'sharp';
import { NotAnImage, pixelsOf, type Image } from './image.ts';

/** The largest image that is decoded, in pixels. A larger one would need gigabytes of memory. */
const mostPixels = 50_000_000;

/** The minimum of height and width: https://docs.aws.amazon.com/rekognition/latest/dg/limits.html. */
export const fewestPixels = 80;

/**
 * The pixels of a JPEG or PNG; transparent ones become black. Like Rekognition, it rotates a JPEG by its Exif metadata,
 * but not a PNG (https://docs.aws.amazon.com/rekognition/latest/dg/images-orientation.html). Throws NotAnImage.
 */
export async function decode(bytes: Uint8Array): Promise<Image> {
  const startsWith = (start: number[]) => start.every((byte, i) => bytes[i] === byte);
  const isJpeg = startsWith(jpegStart);
  if (!isJpeg && !startsWith(pngStart)) throw new NotAnImage('It is neither a JPEG nor a PNG');
  const image = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' });
  const upright = isJpeg ? image.autoOrient() : image;
  try {
    return await pixelsOf(upright.flatten().toColourspace('srgb'));
  } catch (error) {
    // The first line of sharp's message names the problem.
    throw new NotAnImage((error as Error).message.split('\n', 1)[0]);
  }
}

const jpegStart = [0xff, 0xd8, 0xff];
const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
