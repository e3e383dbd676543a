/**
 * The distances of two descriptors that mean a similarity of 50 % and of 90 %, the stack's threshold. They are
 * calibrated on face-api's photos: docs/rekognition-locally.md.
 */
const [even, match] = [0.53, 0.48];

const steepness = Math.log(9) / (even - match);

/** The similarity of two faces, 0 to 100: a logistic curve of the distance of their descriptors. */
export const similarityAt = (distance: number): number => 100 / (1 + Math.exp((distance - even) * steepness));

export const distance = (one: Float32Array, other: Float32Array): number =>
  Math.sqrt(one.reduce((sum, value, i) => sum + (value - other[i]!) ** 2, 0));
