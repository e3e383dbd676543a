import { cropped, fitted, mirrored, resampled, type Box, type Image, type Point } from '../images/image.ts';
import { qualityOf, type Quality } from '../images/quality.ts';
import { detect } from './detection.ts';
import { alignmentOf, partsOf, poseOf, type Parts, type Pose } from './landmarks.ts';
import { descriptorSide, type Models } from './models.ts';

/** A face of an image. Places are ratios of the image's width and height. */
export interface FoundFace {
  box: Box;
  /** The detector's score, 0 to 1. */
  score: number;
  parts: Parts;
  pose: Pose;
  quality: Quality;
  /** The shorter side of the face, in pixels of the image as it was sent. */
  pixels: number;
  descriptor: Float32Array | undefined;
}

/** Whose descriptors are made. */
export type Described = 'none' | 'largest' | 'all';

/** Larger images are made as small as this, in pixels of the longest side. */
const longestSide = 1920;

/** The side of the upright face in which landmarks are looked for the second time, in pixels. */
const uprightSide = 200;

/** The faces of an image, the largest first. */
export async function analyze(models: Models, image: Image, described: Described): Promise<FoundFace[]> {
  const work = fitted(image, longestSide);
  const scale = image.width / work.width;
  const faces: FoundFace[] = [];
  for (const { score, box } of await detect(models, work)) {
    const face = cropped(work, box);
    if (!face) continue;
    const landmarks = await landmarksOf(models, work, face, box);
    const wanted = described === 'all' || (described === 'largest' && faces.length === 0);
    faces.push({
      box: {
        x: box.x / work.width,
        y: box.y / work.height,
        width: box.width / work.width,
        height: box.height / work.height,
      },
      score,
      parts: inRatios(partsOf(landmarks), work),
      pose: poseOf(partsOf(landmarks)),
      quality: qualityOf(face),
      pixels: Math.min(box.width, box.height) * scale,
      descriptor: wanted ? await describe(models, work, landmarks) : undefined,
    });
  }
  return faces;
}

/** In the pixels of the whole image. They are looked for twice, because of a face that is upright they are better. */
async function landmarksOf(models: Models, image: Image, face: Image, box: Box): Promise<Point[]> {
  const [left, top] = [Math.max(0, Math.floor(box.x)), Math.max(0, Math.floor(box.y))];
  const first = (await models.landmarks(face)).map(({ x, y }) => ({ x: x + left, y: y + top }));
  const { a, b, x: right, y: down } = alignmentOf(first, uprightSide);
  const straight = resampled(image, { a, b, x: right, y: down }, uprightSide, uprightSide);
  return (await models.landmarks(straight)).map(({ x, y }) => ({ x: a * x - b * y + right, y: b * x + a * y + down }));
}

/** The mean of the descriptors of the face and of its mirror image, which is steadier than either. */
async function describe(models: Models, image: Image, landmarks: Point[]): Promise<Float32Array> {
  const face = resampled(image, alignmentOf(landmarks, descriptorSide), descriptorSide, descriptorSide);
  const [one, other] = [await models.descriptor(face), await models.descriptor(mirrored(face))];
  return one.map((value, i) => (value + other[i]!) / 2);
}

function inRatios(parts: Parts, { width, height }: Image): Parts {
  const ratio = ({ x, y }: Point) => ({ x: x / width, y: y / height });
  return {
    eyeLeft: ratio(parts.eyeLeft),
    eyeRight: ratio(parts.eyeRight),
    mouthLeft: ratio(parts.mouthLeft),
    mouthRight: ratio(parts.mouthRight),
    nose: ratio(parts.nose),
  };
}
