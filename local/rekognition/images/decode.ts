import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { emptyImage, type Image } from './image.ts';
import { orientationOf, upright } from './orientation.ts';

/** Of the largest image that is decoded: more would take gigabytes of memory. */
const mostMegapixels = 50;

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
 * The pixels of a JPEG or PNG, turned as its Exif metadata say, as Rekognition does; a PNG and a JPEG without are taken
 * as they are (https://docs.aws.amazon.com/rekognition/latest/dg/images-orientation.html). Throws NotAnImage.
 */
export function decode(bytes: Buffer): Image {
  try {
    if (bytes.subarray(0, 3).equals(jpegStart)) return upright(decodeJpeg(bytes), orientationOf(bytes));
    if (bytes.subarray(0, 8).equals(pngStart)) return decodePng(bytes);
  } catch (error) {
    // What the decoders throw says what is wrong with the bytes.
    throw new NotAnImage((error as Error).message);
  }
  throw new NotAnImage('It is neither a JPEG nor a PNG');
}

const jpegStart = Buffer.from([0xff, 0xd8, 0xff]);
const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function decodeJpeg(bytes: Buffer): Image {
  const { width, height, data } = jpeg.decode(bytes, {
    useTArray: true,
    formatAsRGBA: false,
    maxResolutionInMP: mostMegapixels,
    maxMemoryUsageInMB: 1024,
  });
  return { width, height, data };
}

function decodePng(bytes: Buffer): Image {
  // Its header comes first and has the dimensions, so that a few bytes cannot ask for gigabytes.
  if (bytes.length >= 24 && bytes.readUInt32BE(16) * bytes.readUInt32BE(20) > mostMegapixels * 1_000_000)
    throw new NotAnImage(`It has more than ${mostMegapixels} megapixels`);
  const { width, height, data } = PNG.sync.read(bytes);
  const image = emptyImage(width, height);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    const opaque = data[from + 3]! / 255;
    for (let channel = 0; channel < 3; channel++) image.data[to + channel] = data[from + channel]! * opaque;
  }
  return image;
}
