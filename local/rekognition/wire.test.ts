import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { aws, withoutAwsCli } from '../testing/aws-cli.ts';
import { fitted } from './images/image.ts';
import { photo, photoBytes } from './testing/photos.ts';
import type { Face } from './collections.ts';
import type { FaceDetail } from './faces/analysis.ts';
import { call, put, url, type Found, type Indexed } from './testing/service.ts';
import { encoded, portrait } from './testing/variations.ts';

describe('Images in S3', () => {
  const S3Object = (Name: string) => ({ Image: { S3Object: { Bucket: 'frames', Name } } });

  it('may have any key', async () => {
    for (const key of ['frames/a b+c%20&d=e.jpg', 'frames/Größe 写真 #1?.jpg', "frames/it's (1)!*.jpg"]) {
      await put(key, await encoded(await fitted(await photo(3), 800)));
      const { FaceDetails } = await call<{ FaceDetails: FaceDetail[] }>('DetectFaces', S3Object(key));
      assert.equal(FaceDetails.length, 3, key);
    }
  });

  it('that are invalid, empty, cut off, too large or missing are refused with AWS’s error names', async () => {
    const photoStart = photoBytes(1).subarray(0, 2_000);
    const table: [key: string, body: Buffer | undefined, name: string][] = [
      ['text', Buffer.from('not an image'), 'InvalidImageFormatException'],
      ['empty', Buffer.alloc(0), 'InvalidImageFormatException'],
      ['start', photoStart, 'InvalidImageFormatException'],
      ['large', Buffer.alloc(20 * 2 ** 20, photoBytes(1)), 'ImageTooLargeException'],
      ['gone', undefined, 'InvalidS3ObjectException'],
      ['a/../b', undefined, 'InvalidS3ObjectException'],
      ['x'.repeat(900), undefined, 'InvalidS3ObjectException'],
    ];
    for (const [key, body, name] of table) {
      if (body) await put(key, body);
      const input = { CollectionId: 'people', ...S3Object(key) };
      for (const operation of ['DetectFaces', 'IndexFaces', 'SearchFacesByImage'])
        await assert.rejects(call(operation, input), { name }, `${operation} ${key}`);
    }
    const elsewhere = { Image: { S3Object: { Bucket: 'other', Name: 'text' } } };
    await assert.rejects(call('DetectFaces', elsewhere), { name: 'InvalidS3ObjectException' });
  });
});

describe('Rekognition', () => {
  it('serves the AWS CLI', { skip: withoutAwsCli }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rekognition-test-'));
    after(() => rmSync(folder, { recursive: true }));
    const run = <T>(...args: string[]) => aws(url, 'rekognition', ...args) as Promise<T>;
    const created = await run<{ StatusCode: number }>('create-collection', '--collection-id', 'cli');
    assert.equal(created.StatusCode, 200);
    await put('one.jpg', photoBytes(3));
    const image = '{"S3Object":{"Bucket":"frames","Name":"one.jpg"}}';
    const indexed = await run<Indexed>(
      'index-faces',
      '--collection-id',
      'cli',
      '--image',
      image,
      '--external-image-id',
      'one',
      '--max-faces',
      '1',
      '--quality-filter',
      'AUTO',
    );
    assert.equal(indexed.FaceRecords.length, 1);
    const file = join(folder, 'face.jpg');
    writeFileSync(file, await encoded(await portrait(await photo(3), indexed.FaceRecords[0]!.Face.BoundingBox)));
    const found = await run<Found>(
      'search-faces-by-image',
      '--collection-id',
      'cli',
      '--image-bytes',
      `fileb://${file}`,
      '--face-match-threshold',
      '90',
    );
    assert.equal(found.FaceMatches[0]!.Face.ExternalImageId, 'one');
    const listed = await run<{ Faces: Face[] }>('list-faces', '--collection-id', 'cli');
    const [{ FaceId }] = listed.Faces as [Face];
    assert.equal(FaceId, indexed.FaceRecords[0]!.Face.FaceId);
    await run('delete-faces', '--collection-id', 'cli', '--face-ids', FaceId);
    const described = await run<{ FaceCount: number }>('describe-collection', '--collection-id', 'cli');
    assert.equal(described.FaceCount, 0);
    await run('delete-collection', '--collection-id', 'cli');
    await assert.rejects(run('list-faces', '--collection-id', 'cli'), /\(ResourceNotFoundException\).*does not exist/);
    await assert.rejects(
      run('detect-faces', '--image', '{"S3Object":{"Bucket":"frames","Name":"no.jpg"}}'),
      /\(InvalidS3ObjectException\)/,
    );
  });
});
