import sharp from 'sharp';
import { hostile } from '../../local/testing/hostile.ts';
import { photoBytes } from '../../local/rekognition/testing/photos.ts';
import { until } from '../faults/request.ts';
import type { RunningStack } from '../stack/running-stack.ts';

const names = [
  'a b+c%41',
  'é/日本',
  '👩‍👩‍👧',
  '\u202egpj',
  'a//b',
  '.',
  '..',
  '~',
  "';--",
  '<b>',
  '{{7*7}}',
  '%00',
  'a\tb',
  'a\\b',
];

/**
 * Puts objects of any key and content into the bucket of frames. Each must be counted, or refused by S3. Returns how
 * many ended how, and what is wrong.
 */
export async function tryFrames(stack: RunningStack, seed: number, count: number) {
  const { below, pick } = hostile(seed, { names: [], texts: [] });
  const photo = photoBytes(1);
  const noise = (): Buffer => Buffer.from(Array.from({ length: 1 + below(3000) }, () => below(256)));
  const size = { width: 90, height: 90, channels: 3 } as const;
  const png = await sharp(
    Uint8Array.from({ length: 90 * 90 * 3 }, () => below(256)),
    { raw: size },
  )
    .png()
    .toBuffer();
  const damaged = (bytes: Buffer): Buffer => {
    const copy = Buffer.from(bytes);
    for (let times = 0; times < 3; times++) copy[below(copy.length)] = below(256);
    return copy;
  };
  /** A small file that says that it is a huge image. */
  const huge = (): Buffer => {
    const bytes = Buffer.from(png);
    bytes.writeUInt32BE(60_000, 16);
    return bytes;
  };
  const contents = [
    noise,
    () => png,
    huge,
    () => damaged(png),
    () => photo.subarray(0, below(photo.length)),
    () => Buffer.concat([photo.subarray(0, 20), noise()]),
    () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    () => Buffer.alloc(0),
  ];
  const ends = new Map<string, number>();
  const add = (end: string) => ends.set(end, (ends.get(end) ?? 0) + 1);
  const wrong: string[] = [];
  const before = outcomes(stack).length;
  let taken = 0;
  for (let number = 0; number < count; number++) {
    const key = `frames/fuzz/${pick(...names, 'x'.repeat(1200))}/${number}.jpg`;
    const { status } = await stack.aws.tryPut(stack.endpoints.outputs.FramesBucketName!, key, pick(...contents)());
    if (status === 200) taken++;
    else add('refused by S3');
    if (status >= 500) wrong.push(`S3 answered ${status} for ${JSON.stringify(key)}`);
  }
  await until('all frames are counted', async () => outcomes(stack).length - before >= taken).catch((error: Error) =>
    wrong.push(error.message),
  );
  for (const outcome of outcomes(stack).slice(before)) add(outcome);
  return { ends, wrong };
}

/** What the function has counted, in order. */
const outcomes = (stack: RunningStack): string[] =>
  stack.printed.flatMap(line => /Frame .* of \d+ bytes: (\w+)/.exec(line)?.[1] ?? []);
