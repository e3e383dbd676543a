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

/** The image scaled down: each new pixel is the mean of the pixels that it covers. */
export function scaledDown(image: Image, width: number, height: number): Image {
  const scaled = emptyImage(width, height);
  const [xs, ys] = [image.width / width, image.height / height];
  for (let y = 0; y < height; y++) {
    const top = Math.floor(y * ys);
    const bottom = Math.max(top + 1, Math.floor((y + 1) * ys));
    for (let x = 0; x < width; x++) {
      const left = Math.floor(x * xs);
      const right = Math.max(left + 1, Math.floor((x + 1) * xs));
      let [red, green, blue] = [0, 0, 0];
      for (let row = top; row < bottom; row++) {
        for (let at = (row * image.width + left) * 3, end = at + (right - left) * 3; at < end; at += 3) {
          red += image.data[at]!;
          green += image.data[at + 1]!;
          blue += image.data[at + 2]!;
        }
      }
      const count = (bottom - top) * (right - left);
      const to = (y * width + x) * 3;
      scaled.data[to] = red / count;
      scaled.data[to + 1] = green / count;
      scaled.data[to + 2] = blue / count;
    }
  }
  return scaled;
}

/** The image, scaled down if its longer side exceeds `longest` pixels. */
export function fitted(image: Image, longest: number): Image {
  const scale = longest / Math.max(image.width, image.height);
  if (scale >= 1) return image;
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return scaledDown(image, side(image.width), side(image.height));
}

/** The part of the image in the box; undefined if the box is outside. */
export function cropped(image: Image, box: Box): Image | undefined {
  const [left, top] = [Math.max(0, Math.floor(box.x)), Math.max(0, Math.floor(box.y))];
  const width = Math.min(image.width, Math.ceil(box.x + box.width)) - left;
  const height = Math.min(image.height, Math.ceil(box.y + box.height)) - top;
  if (width < 1 || height < 1) return undefined;
  const part = emptyImage(width, height);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * image.width + left) * 3;
    part.data.set(image.data.subarray(from, from + width * 3), y * width * 3);
  }
  return part;
}

/** The mirror image. */
export function mirrored({ width, height, data }: Image): Image {
  const mirror = emptyImage(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + width - 1 - x) * 3;
      mirror.data.set(data.subarray(from, from + 3), (y * width + x) * 3);
    }
  }
  return mirror;
}

/** The image in the middle of a black square. */
export function framed({ width, height, data }: Image, side: number): Image {
  const square = emptyImage(side, side);
  const [left, top] = [(side - width) >> 1, (side - height) >> 1];
  for (let y = 0; y < height; y++)
    square.data.set(data.subarray(y * width * 3, (y + 1) * width * 3), ((top + y) * side + left) * 3);
  return square;
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
