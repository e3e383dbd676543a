// `node bench/faces/calibrate.ts`: the distances between descriptors of the same and of different people, on face-api's
// photos and variations of them. The curve in local/rekognition/faces/similarity.ts rests on them.
import { analyze, type FoundFace } from '../../local/rekognition/faces/analysis.ts';
import { loadModels } from '../../local/rekognition/faces/models.ts';
import { distance, similarityAt } from '../../local/rekognition/faces/similarity.ts';
import type { Image } from '../../local/rekognition/images/image.ts';
import { photo, photoCount } from '../../local/rekognition/testing/photos.ts';
import { portrait, variations } from '../../local/rekognition/testing/variations.ts';
import { table } from '../report.ts';
import { isTwice } from './people.ts';

interface Person {
  name: string;
  descriptor: Float32Array;
  variants: Map<string, Float32Array>;
}

const threshold = 90;

const loading = performance.now();
const models = await loadModels();
console.log(`Models loaded in ${(performance.now() - loading).toFixed(0)} ms`);

const middle = ({ detail: { BoundingBox: box } }: FoundFace) =>
  Math.hypot(box.Left + box.Width / 2 - 0.5, box.Top + box.Height / 2 - 0.5);
const describedAt = async (image: Image, isRight: (face: FoundFace) => boolean) =>
  (await analyze(models, image, 'all')).filter(isRight).toSorted((one, other) => middle(one) - middle(other))[0];

const people: Person[] = [];
const missed: string[] = [];
for (let number = 1; number <= photoCount; number++) {
  const image = await photo(number);
  const began = performance.now();
  const faces = await analyze(models, image, 'all');
  console.log(`Photo ${number}: ${faces.length} faces in ${(performance.now() - began).toFixed(0)} ms`);
  for (const [index, face] of faces.entries()) {
    const { BoundingBox } = face.detail;
    const name = isTwice(number, face) ? 'twice' : `${number}.${index + 1}`;
    const person: Person = { name, descriptor: face.descriptor!, variants: new Map() };
    const crop = await portrait(image, BoundingBox, 2.2);
    const made: [string, Promise<Image>][] = Object.entries(variations).map(([name, vary]) => [name, vary(crop)]);
    made.push(['cut closely', portrait(image, BoundingBox, 1.5)]);
    made.push(['off the middle', portrait(image, BoundingBox, 2, 0.2)]);
    for (const [name, variant] of made) {
      const found = await describedAt(await variant, face => middle(face) < 0.2);
      if (found) person.variants.set(name, found.descriptor!);
      else missed.push(`${person.name} ${name}`);
    }
    people.push(person);
  }
}

const quantile = (values: number[], part: number): string =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(part * values.length))]?.toFixed(3) ?? '';
const head = ['pairs', 'least', '1 %', 'median', '99 %', 'most', `wrong at ${threshold}`];
const row = (what: string, values: number[], isSame: boolean) => {
  const wrong = values.filter(each => similarityAt(each) >= threshold !== isSame).length;
  const quantiles = [0, 0.01, 0.5, 0.99, 1].map(part => quantile(values, part));
  return { what, values: [String(values.length), ...quantiles, String(wrong)] };
};
const byVariation = new Map<string, number[]>();
const [twice, different, references]: number[][] = [[], [], []];
for (const one of people) {
  for (const [name, variant] of one.variants) {
    byVariation.set(name, [...(byVariation.get(name) ?? []), distance(one.descriptor, variant)]);
    for (const other of people.filter(each => each !== one))
      (one.name === other.name ? twice! : different!).push(distance(other.descriptor, variant));
  }
  for (const other of people.slice(people.indexOf(one) + 1))
    if (one.name !== other.name) references!.push(distance(one.descriptor, other.descriptor));
}
console.log(
  `\n${table([
    { what: 'distance of descriptors', values: head },
    ...[...byVariation].map(([name, values]) => row(`same photo, ${name}`, values, true)),
    row('same photo, all', [...byVariation.values()].flat(), true),
    row('same person, another photo', twice!, true),
    row('different people, as they are', references!, false),
    row('different people, one varied', different!, false),
  ])}`,
);
console.log(
  `\nNo face was found in ${missed.length} of ${missed.length + [...byVariation.values()].flat().length}: `
    + missed.join(', '),
);
console.log(
  '\nSimilarity by distance: '
    + [0.2, 0.3, 0.4, 0.45, 0.48, 0.5, 0.53, 0.56, 0.6, 0.7]
      .map(each => `${each} is ${similarityAt(each).toFixed(1)}`)
      .join(', '),
);
