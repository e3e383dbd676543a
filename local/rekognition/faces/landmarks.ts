import { mean, similarityBetween, type Point, type Similarity } from '../images/image.ts';

/** The indices of a face's parts among the 68 landmarks. Left and right are as seen in the image. */
const at = {
  leftEye: [36, 42],
  rightEye: [42, 48],
  leftEyeOuter: 36,
  leftEyeInner: 39,
  rightEyeInner: 42,
  rightEyeOuter: 45,
  noseTip: 30,
  noseBase: 33,
  mouthLeft: 48,
  mouthRight: 54,
} as const;

/** The places that Rekognition names. */
export const partsOf = (landmarks: Point[]) => ({
  eyeLeft: mean(landmarks.slice(...at.leftEye)),
  eyeRight: mean(landmarks.slice(...at.rightEye)),
  mouthLeft: landmarks[at.mouthLeft]!,
  mouthRight: landmarks[at.mouthRight]!,
  nose: landmarks[at.noseTip]!,
});

/** The nose tip's distance in front of and below the eyes, as multiples of the distance between the eyes. */
const [noseDepth, noseBelow] = [0.55, 0.6];

/** Estimates the pose of the head from the positions of eyes, nose and mouth, in degrees. */
export function poseOf({ eyeLeft, eyeRight, mouthLeft, mouthRight, nose }: ReturnType<typeof partsOf>) {
  const [dx, dy] = [eyeRight.x - eyeLeft.x, eyeRight.y - eyeLeft.y];
  const apart = Math.hypot(dx, dy) || 1;
  const eyes = mean([eyeLeft, eyeRight]);
  const mouth = mean([mouthLeft, mouthRight]);
  // Along the line of the eyes and at right angles to it, so that the roll has no effect on yaw and pitch.
  const along = (p: Point) => ((p.x - eyes.x) * dx + (p.y - eyes.y) * dy) / apart;
  const below = (p: Point) => ((p.y - eyes.y) * dx - (p.x - eyes.x) * dy) / apart;
  const length = Math.max(below(mouth), apart / 2);
  const degrees = 180 / Math.PI;
  return {
    Roll: Math.atan2(dy, dx) * degrees,
    Yaw: Math.atan2(along(nose) - along(mouth) / 2, apart * noseDepth) * degrees,
    Pitch: Math.atan2(noseBelow - below(nose) / length, noseDepth) * degrees,
  };
}

/**
 * Where dlib's network expects the corners of the eyes and the base of the nose, in a square of side 1 that holds only
 * the face (get_face_chip_details, https://github.com/davisking/dlib/blob/master/dlib/image_transforms).
 */
const expected: [landmark: number, place: Point][] = [
  [at.rightEyeOuter, { x: 0.8595674595992, y: 0.2134981538014 }],
  [at.rightEyeInner, { x: 0.6460604764104, y: 0.2289674387677 }],
  [at.leftEyeOuter, { x: 0.1205750620789, y: 0.2137274526848 }],
  [at.leftEyeInner, { x: 0.3340850613712, y: 0.2290642403242 }],
  [at.noseBase, { x: 0.4901123135679, y: 0.6277975316475 }],
];

/** The margin on each side of the face, as a part of the face's side. */
const padding = 0.25;

/** Maps the descriptor's square image to the image with these landmarks. */
export function alignmentOf(landmarks: Point[], side: number): Similarity {
  const inSquare = (place: number) => (side * (place + padding)) / (1 + 2 * padding);
  return similarityBetween(
    expected.map(([, { x, y }]) => ({ x: inSquare(x), y: inSquare(y) })),
    expected.map(([landmark]) => landmarks[landmark]!),
  );
}
