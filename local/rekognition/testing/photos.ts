import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { decode } from '../images/decode.ts';
import type { Image } from '../images/image.ts';

const folder = join(dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')), 'demo');

export const photoBytes = (number: number): Buffer => readFileSync(join(folder, `sample${number}.jpg`));

export const photo = (number: number): Promise<Image> => decode(photoBytes(number));

/** The number of photos in face-api, and of the faces in them. */
export const [photoCount, faceCount] = [6, 22];
