/* Random requests and images get Rekognition's own errors, never an internal failure. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { AwsError } from '../endpoint/error.ts';
import { hostile } from '../testing/hostile.ts';
import { stackOf } from '../testing/stack.ts';
import { decode } from './images/decode.ts';
import { Rekognition } from './rekognition.ts';
import { withOrientation } from './testing/exif.ts';
import { encoded } from './testing/variations.ts';

const { below, pick, anything } = hostile(11, {
  names: [
    'CollectionId',
    'Image',
    'S3Object',
    'Bucket',
    'Name',
    'Version',
    'ExternalImageId',
    'MaxFaces',
    'QualityFilter',
    'FaceId',
    'FaceIds',
    'FaceMatchThreshold',
    'MaxResults',
    'NextToken',
    'Attributes',
  ],
  texts: ['known', 'frames', 'AUTO', 'DEFAULT', crypto.randomUUID(), '..'],
});

test('the operations accept or refuse random input', async () => {
  const known = stackOf({ Known: { Type: 'AWS::Rekognition::Collection', Properties: { CollectionId: 'known' } } });
  const rekognition = new Rekognition(known, () => Promise.resolve(undefined));
  const operations = [
    'CreateCollection',
    'DeleteCollection',
    'ListCollections',
    'DescribeCollection',
    'IndexFaces',
    'SearchFaces',
    'SearchFacesByImage',
    'ListFaces',
    'DeleteFaces',
    'DetectFaces',
  ];
  let refused = 0;
  for (let n = 0; n < 10_000; n++) {
    const more = Object(anything(2)) as object;
    const input = pick<unknown>(
      anything(3),
      { CollectionId: 'known', ...more },
      { CollectionId: 'known', Image: { S3Object: anything(1) }, ...more },
    );
    try {
      await rekognition.handle(pick(...operations), input);
    } catch (error) {
      const isOurs = error instanceof AwsError && (error.status < 500 || error.status === 501);
      assert.ok(isOurs, `${String(error)} for ${JSON.stringify(input)}`);
      refused++;
    }
  }
  assert.ok(refused > 2_500 && refused < 10_000, String(refused));
});

test('damaged images are decoded or refused', async () => {
  const speckled = (bytes: number) => Uint8Array.from({ length: bytes }, () => below(256));
  const jpeg = await encoded({ width: 40, height: 30, data: speckled(40 * 30 * 3) });
  const png = await sharp(speckled(20 * 20 * 4), { raw: { width: 20, height: 20, channels: 4 } })
    .png()
    .toBuffer();
  const originals = [jpeg, withOrientation(jpeg, 6), png];
  let none = 0;
  for (let n = 0; n < 3_000; n++) {
    const damaged = Buffer.from(pick(...originals));
    for (let times = 1 + below(4); times > 0; times--) damaged[below(damaged.length)] = below(256);
    const bytes = below(4) === 0 ? damaged.subarray(0, below(damaged.length)) : damaged;
    try {
      const { width, height, data } = await decode(bytes);
      assert.equal(data.length, width * height * 3);
    } catch (error) {
      assert.equal((error as Error).name, 'NotAnImage', String(error));
      none++;
    }
  }
  assert.ok(none > 300 && none < 3_000, String(none));
});
