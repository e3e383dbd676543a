import type { Match, StoredFace } from './collections.ts';
import type { FoundFace } from './faces/analysis.ts';
import type { Box } from './images/image.ts';

/** AWS's newest version. */
export const faceModelVersion = '7.0';

export const boundingBox = ({ x, y, width, height }: Box) => ({ Width: width, Height: height, Left: x, Top: y });

export const confidenceOf = ({ score }: FoundFace): number => Math.min(100, score * 100);

/** The attributes of a face that Rekognition returns by default. */
export function faceDetail(face: FoundFace) {
  const { box, parts, pose, quality } = face;
  return {
    BoundingBox: boundingBox(box),
    Confidence: confidenceOf(face),
    Landmarks: (['eyeLeft', 'eyeRight', 'mouthLeft', 'mouthRight', 'nose'] as const).map(Type => ({
      Type,
      X: parts[Type].x,
      Y: parts[Type].y,
    })),
    Pose: { Roll: pose.roll, Yaw: pose.yaw, Pitch: pose.pitch },
    Quality: { Brightness: quality.brightness, Sharpness: quality.sharpness },
  };
}

export const faceAnswer = ({ id, imageId, externalImageId, box, confidence }: StoredFace) => ({
  FaceId: id,
  BoundingBox: boundingBox(box),
  ImageId: imageId,
  ...(externalImageId !== undefined && { ExternalImageId: externalImageId }),
  Confidence: confidence,
});

export const matchAnswer = ({ similarity, face }: Match) => ({ Similarity: similarity, Face: faceAnswer(face) });
