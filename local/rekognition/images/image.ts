import sharp, { type Sharp } from 'sharp';

/** Pixels in rows from the top, three bytes each: red, green, blue. */
export interface Image {
  width: number;
  height: number;
  data: Uint8Array;
}

/** The bytes are not a JPEG or PNG, the formats that Rekognition reads. */
export class NotAnImage extends Error {
  override readonly name = 'NotAnImage';
}

/** The image has too few pixels. */
export class TooSmall extends Error {
  override readonly name = 'TooSmall';
}

export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  width: number;
  height: number;
}

export const emptyImage = (width: number, height: number): Image => ({
  width,
  height,
  data: new Uint8Array(width * height * 3),
});

/** The image after operations of sharp. */
export const changed = ({ data, width, height }: Image, change: (image: Sharp) => Sharp): Promise<Image> =>
  pixelsOf(change(sharp(data, { raw: { width, height, channels: 3 } })));

export async function pixelsOf(image: Sharp): Promise<Image> {
  const { data, info } = await image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** The image, scaled down if its longer side exceeds `longest` pixels. */
export const fitted = (image: Image, longest: number): Promise<Image> =>
  changed(image, each => each.resize(longest, longest, { fit: 'inside', withoutEnlargement: true }));

/** The part of the image in the box; undefined if the box is outside. */
export async function cropped(image: Image, box: Box): Promise<Image | undefined> {
  const [left, top] = [Math.max(0, Math.floor(box.x)), Math.max(0, Math.floor(box.y))];
  const width = Math.min(image.width, Math.ceil(box.x + box.width)) - left;
  const height = Math.min(image.height, Math.ceil(box.y + box.height)) - top;
  return width < 1 || height < 1 ? undefined : changed(image, each => each.extract({ left, top, width, height }));
}

/** Maps points of one image to points of another by translation, rotation and scale. */
export interface Similarity {
  /** Scale times cosine of the angle; `b` is scale times sine. */
  a: number;
  b: number;
  x: number;
  y: number;
}

/** The best map from the first points to the second (least squares). */
export function similarityBetween(from: Point[], to: Point[]): Similarity {
  const [fromMean, toMean] = [mean(from), mean(to)];
  let [square, a, b] = [0, 0, 0];
  from.forEach((point, i) => {
    const [fx, fy] = [point.x - fromMean.x, point.y - fromMean.y];
    const [tx, ty] = [to[i]!.x - toMean.x, to[i]!.y - toMean.y];
    square += fx * fx + fy * fy;
    a += fx * tx + fy * ty;
    b += fx * ty - fy * tx;
  });
  [a, b] = square === 0 ? [1, 0] : [a / square, b / square];
  return { a, b, x: toMean.x - a * fromMean.x + b * fromMean.y, y: toMean.y - b * fromMean.x - a * fromMean.y };
}

/** An image whose pixels come from the source, at the positions to which the similarity maps them; black outside. */
export function resampled(source: Image, { a, b, x, y }: Similarity, width: number, height: number): Image {
  const target = emptyImage(width, height);
  // A pixel may cover many of the source's. One sample would then be noise.
  const samples = Math.min(8, Math.max(1, Math.ceil(Math.hypot(a, b))));
  const weight = 1 / (samples * samples);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const sum: [number, number, number] = [0, 0, 0];
      for (let i = 0; i < samples; i++) {
        for (let j = 0; j < samples; j++) {
          const [u, v] = [column + (i + 0.5) / samples - 0.5, row + (j + 0.5) / samples - 0.5];
          addBilinear(source, a * u - b * v + x, b * u + a * v + y, weight, sum);
        }
      }
      target.data.set(sum.map(Math.round), (row * width + column) * 3);
    }
  }
  return target;
}

function addBilinear(
  { width, height, data }: Image,
  x: number,
  y: number,
  weight: number,
  sum: [number, number, number],
): void {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  for (let dy = 0; dy < 2; dy++) {
    for (let dx = 0; dx < 2; dx++) {
      const [column, row] = [left + dx, top + dy];
      if (column < 0 || row < 0 || column >= width || row >= height) continue;
      const share = weight * (dx === 1 ? x - left : 1 - x + left) * (dy === 1 ? y - top : 1 - y + top);
      const at = (row * width + column) * 3;
      for (let channel = 0; channel < 3; channel++) sum[channel]! += share * data[at + channel]!;
    }
  }
}

export function mean(points: Point[]): Point {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}
