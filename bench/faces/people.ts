import { analyze, type FoundFace } from '../../local/rekognition/faces/analysis.ts';
import { Models } from '../../local/rekognition/faces/models.ts';
import { fitted, type Image } from '../../local/rekognition/images/image.ts';
import { photo, photoCount } from '../../local/rekognition/testing/photos.ts';
import { around, cut } from '../../local/rekognition/testing/variations.ts';

/** Whether it is the one person who is on two photos. */
export const isTwice = (number: number, { box: { x } }: FoundFace) =>
  (number === 1 && x > 0.7) || (number === 3 && x > 0.5 && x < 0.65);

/** A face on a photo, cut out with a margin. */
export function cutOut(image: Image, { box: { x, y, width, height } }: FoundFace, factor: number, right = 0): Image {
  const [sx, sy] = [image.width, image.height];
  return cut(image, around({ x: x * sx, y: y * sy, width: width * sx, height: height * sy }, factor, right));
}

const longest = 320;

/** A picture of each person on face-api's photos, cut so closely that it shows nobody else. */
export async function portraits(): Promise<Image[]> {
  const models = await Models.load();
  const found: Image[] = [];
  for (let number = 1; number <= photoCount; number++) {
    const image = await photo(number);
    for (const face of await analyze(models, image, 'none')) {
      if (number > 1 && isTwice(number, face)) continue;
      found.push(fitted(cutOut(image, face, 1.6), longest));
    }
  }
  return found;
}
