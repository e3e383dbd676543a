import { changed, cropped, fitted, resampled, type Box, type Image, type Point } from '../images/image.ts';
import { qualityOf } from '../images/quality.ts';
import { detect } from './detection.ts';
import { alignmentOf, partsOf, poseOf } from './landmarks.ts';
import { descriptorSide, type Models } from './models.ts';

/** The attributes of a face that Rekognition returns by default. Places are ratios of the image's width and height. */
export interface FaceDetail {
  BoundingBox: { Width: number; Height: number; Left: number; Top: number };
  Confidence: number;
  Landmarks: { Type: string; X: number; Y: number }[];
  Pose: ReturnType<typeof poseOf>;
  Quality: Awaited<ReturnType<typeof qualityOf>>;
}

export interface FoundFace {
  detail: FaceDetail;
  /** The face's shorter side in pixels of the original image. */
  pixels: number;
  descriptor: Float32Array | undefined;
}

/** The faces for which to compute a descriptor. */
export type Described = 'none' | 'largest' | 'all';

/** Larger images are scaled down to this longest side, in pixels. */
const longestSide = 1920;

/** The side of the upright face for the second search for landmarks, in pixels. */
const uprightSide = 200;

/** The faces of an image, the largest first. */
export async function analyze(models: Models, image: Image, described: Described): Promise<FoundFace[]> {
  const work = await fitted(image, longestSide);
  const scale = image.width / work.width;
  const faces: FoundFace[] = [];
  for (const { score, box } of await detect(models, work)) {
    const face = await cropped(work, box);
    if (!face) continue;
    const landmarks = await landmarksOf(models, work, face, box);
    const wanted = described === 'all' || (described === 'largest' && faces.length === 0);
    const { width, height } = work;
    const parts = partsOf(landmarks);
    faces.push({
      detail: {
        BoundingBox: {
          Width: box.width / width,
          Height: box.height / height,
          Left: box.x / width,
          Top: box.y / height,
        },
        Confidence: Math.min(100, score * 100),
        Landmarks: Object.entries(parts).map(([Type, { x, y }]) => ({ Type, X: x / width, Y: y / height })),
        Pose: poseOf(parts),
        Quality: await qualityOf(face),
      },
      pixels: Math.min(box.width, box.height) * scale,
      descriptor: wanted ? await describe(models, work, landmarks) : undefined,
    });
  }
  return faces;
}

/** The landmarks in pixels of the image. A second search, in the face turned upright, makes them more exact. */
async function landmarksOf(models: Models, image: Image, face: Image, box: Box): Promise<Point[]> {
  const [left, top] = [Math.max(0, Math.floor(box.x)), Math.max(0, Math.floor(box.y))];
  const first = (await models.landmarks(face)).map(({ x, y }) => ({ x: x + left, y: y + top }));
  const { a, b, x: right, y: down } = alignmentOf(first, uprightSide);
  const straight = resampled(image, { a, b, x: right, y: down }, uprightSide, uprightSide);
  return (await models.landmarks(straight)).map(({ x, y }) => ({ x: a * x - b * y + right, y: b * x + a * y + down }));
}

/** The mean of the descriptors of the face and of its mirror image. It varies less than either. */
async function describe(models: Models, image: Image, landmarks: Point[]): Promise<Float32Array> {
  const face = resampled(image, alignmentOf(landmarks, descriptorSide), descriptorSide, descriptorSide);
  const mirrored = await changed(face, each => each.flop());
  const [one, other] = [await models.descriptor(face), await models.descriptor(mirrored)];
  return one.map((value, i) => (value + other[i]!) / 2);
}
