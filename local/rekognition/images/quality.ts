import sharp from 'sharp';
import { fitted, type Image } from './image.ts';

/** A face is scaled down to this side, in pixels, before its sharpness is measured. */
const side = 96;

/** The variance of the Laplacian for a sharpness of 50. Sharp faces have thousands. */
const halfSharp = 120;

/** sharp divides the Laplacian by this. */
const scale = 9;

/** A face's brightness, 0 (black) to 100 (white), and sharpness, 0 (no edges) to 100. */
export async function qualityOf(face: Image) {
  const { data, width, height } = await fitted(face, side);
  const { channels, sharpness } = await sharp(data, { raw: { width, height, channels: 3 } }).stats();
  const [red, green, blue] = channels.map(({ mean }) => mean);
  // The perceived brightness (ITU-R BT.601).
  const luma = 0.299 * red! + 0.587 * green! + 0.114 * blue!;
  const variance = (scale * sharpness) ** 2;
  return { Brightness: luma / 2.55, Sharpness: (100 * variance) / (variance + halfSharp) };
}
