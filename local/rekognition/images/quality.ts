import { scaledDown, type Image } from './image.ts';

export interface Quality {
  /** 0 (black) to 100 (white). */
  brightness: number;
  /** 0 (no edges) to 100. */
  sharpness: number;
}

/** A face is scaled down to this side, in pixels, before its sharpness is measured. */
const side = 96;

/** The variance of the Laplacian for a sharpness of 50. Sharp faces have thousands. */
const halfSharp = 120;

/** The brightness and sharpness of a face's image. */
export function qualityOf(face: Image): Quality {
  const scale = Math.min(1, side / Math.max(face.width, face.height));
  const length = (pixels: number) => Math.max(1, Math.round(pixels * scale));
  const small = scaledDown(face, length(face.width), length(face.height));
  const luma = lumaOf(small);
  const mean = luma.reduce((sum, value) => sum + value, 0) / luma.length;
  const variance = varianceOfLaplacian(luma, small.width, small.height);
  return { brightness: mean / 2.55, sharpness: (100 * variance) / (variance + halfSharp) };
}

/** The perceived brightness of each pixel, 0 to 255 (ITU-R BT.601). */
export function lumaOf({ data }: Image): Float64Array {
  const luma = new Float64Array(data.length / 3);
  for (let i = 0; i < luma.length; i++)
    luma[i] = 0.299 * data[i * 3]! + 0.587 * data[i * 3 + 1]! + 0.114 * data[i * 3 + 2]!;
  return luma;
}

function varianceOfLaplacian(luma: Float64Array, width: number, height: number): number {
  let [sum, squares, count] = [0, 0, 0];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const edge = luma[at - 1]! + luma[at + 1]! + luma[at - width]! + luma[at + width]! - 4 * luma[at]!;
      sum += edge;
      squares += edge * edge;
      count++;
    }
  }
  return count === 0 ? 0 : squares / count - (sum / count) ** 2;
}
