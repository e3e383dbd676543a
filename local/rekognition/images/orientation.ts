import { emptyImage, type Image } from './image.ts';

const orientationTag = 0x0112;
const shortType = 3;

/**
 * The orientation, 1 to 8, that the Exif metadata of a JPEG gives, or 1, which is upright, where it gives none that can
 * be read (CIPA DC-008, 4.6.4: the tag Orientation of the first directory).
 */
export function orientationOf(jpeg: Buffer): number {
  for (let at = 2; at + 4 <= jpeg.length && jpeg[at] === 0xff;) {
    const [marker, length] = [jpeg[at + 1]!, jpeg.readUInt16BE(at + 2)];
    if (marker === 0xda) break;
    const segment = jpeg.subarray(at + 4, at + 2 + length);
    if (marker === 0xe1 && segment.toString('latin1', 0, 6) === 'Exif\0\0') return firstDirectory(segment.subarray(6));
    at += 2 + length;
  }
  return 1;
}

function firstDirectory(tiff: Buffer): number {
  const order = tiff.toString('latin1', 0, 2);
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return 1;
  const short = (at: number) => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const start = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (start + 2 > tiff.length) return 1;
  const end = Math.min(start + 2 + short(start) * 12, tiff.length - 11);
  for (let entry = start + 2; entry < end; entry += 12) {
    if (short(entry) !== orientationTag) continue;
    const value = short(entry + 8);
    return short(entry + 2) === shortType && value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** The image as it is to be looked at, when it is stored with this orientation. */
export function upright(image: Image, orientation: number): Image {
  if (orientation === 1) return image;
  const swapped = orientation >= 5;
  const turned = emptyImage(swapped ? image.height : image.width, swapped ? image.width : image.height);
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBottom = [3, 4, 6, 7].includes(orientation);
  for (let y = 0; y < turned.height; y++) {
    for (let x = 0; x < turned.width; x++) {
      const [across, down] = swapped ? [y, x] : [x, y];
      const column = fromRight ? image.width - 1 - across : across;
      const row = fromBottom ? image.height - 1 - down : down;
      const from = (row * image.width + column) * 3;
      const to = (y * turned.width + x) * 3;
      for (let channel = 0; channel < 3; channel++) turned.data[to + channel] = image.data[from + channel]!;
    }
  }
  return turned;
}
