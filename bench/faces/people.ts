import { analyze, type FoundFace } from '../../local/rekognition/faces/analysis.ts';
import { loadModels } from '../../local/rekognition/faces/models.ts';
import { fitted, type Image } from '../../local/rekognition/images/image.ts';
import { photo, photoCount } from '../../local/rekognition/testing/photos.ts';
import { portrait } from '../../local/rekognition/testing/variations.ts';

/** Whether it is the one person who is on two photos. */
export const isTwice = (number: number, { detail: { BoundingBox } }: FoundFace) =>
  (number === 1 && BoundingBox.Left > 0.7) || (number === 3 && BoundingBox.Left > 0.5 && BoundingBox.Left < 0.65);

const longest = 320;

/** A picture of each person on face-api's photos, cut so closely that it shows nobody else. */
export async function portraits(): Promise<Image[]> {
  const models = await loadModels();
  const found: Image[] = [];
  for (let number = 1; number <= photoCount; number++) {
    const image = await photo(number);
    for (const face of await analyze(models, image, 'none')) {
      if (number > 1 && isTwice(number, face)) continue;
      found.push(await fitted(await portrait(image, face.detail.BoundingBox, 1.6), longest));
    }
  }
  return found;
}
