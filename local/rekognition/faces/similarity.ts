/**
 * The distance of two descriptors at which faces are 50 % alike, and the one at which they are 90 %, the threshold that
 * the stack uses. They are calibrated on face-api's photos: docs/rekognition-locally.md.
 */
const [even, match] = [0.53, 0.48];

const steepness = Math.log(9) / (even - match);

/** How alike two faces are, 0 to 100: a logistic curve of the distance of their descriptors. */
export const similarityAt = (distance: number): number => 100 / (1 + Math.exp((distance - even) * steepness));

export const distance = (one: Float32Array, other: Float32Array): number =>
  Math.sqrt(one.reduce((sum, value, i) => sum + (value - other[i]!) ** 2, 0));
