import { fitted, cropped } from '../../local/rekognition/images/image.ts';
import { photo } from '../../local/rekognition/testing/photos.ts';
import { encoded } from '../../local/rekognition/testing/variations.ts';

/* A camera's frames, made of a photo from face-api. */

const people = await fitted(await photo(1), 640);

export const withFaces = await encoded(people);

/** The lower quarter of the photo, with shoulders. */
export const withoutFaces = await encoded(
  (await cropped(people, { x: 0, y: people.height * 0.75, width: people.width, height: people.height / 4 }))!,
);

export const broken = withFaces.subarray(0, 300);
