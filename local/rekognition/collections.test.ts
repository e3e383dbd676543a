import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stackOf } from '../testing/stack.ts';
import { Rekognition } from './rekognition.ts';
import { photoBytes } from './testing/photos.ts';

/* These tests need no faces, so no models are loaded. */

const stack = stackOf({ Known: { Type: 'AWS::Rekognition::Collection', Properties: { CollectionId: 'known' } } });
const rekognition = new Rekognition(stack, () => Promise.resolve(undefined));
const call = (operation: string, input: unknown) => rekognition.handle(operation, input);
const Image = { Bytes: photoBytes(1).toString('base64') };

describe('Collections', () => {
  it('of the stack exist, with Ref and Arn as in AWS', async () => {
    const described = (await call('DescribeCollection', { CollectionId: 'known' })) as Record<string, unknown>;
    assert.equal(described.FaceCount, 0);
    assert.equal(described.CollectionARN, 'arn:aws:rekognition:us-east-1:000000000000:collection/known');
    assert.ok(Math.abs(Number(described.CreationTimestamp) - Date.now() / 1000) < 60);
    assert.equal(stack.resources.get('Known')!.ref, 'known');
  });

  it('can be created, listed in pages, and deleted', async () => {
    const ids = ['a', 'b.c', 'D_e-9'];
    for (const CollectionId of ids) {
      const { StatusCode } = (await call('CreateCollection', { CollectionId })) as { StatusCode: number };
      assert.equal(StatusCode, 200);
    }
    const listed: string[] = [];
    let NextToken: string | undefined;
    do {
      const answer = (await call('ListCollections', { MaxResults: 1, NextToken })) as {
        CollectionIds: string[];
        NextToken?: string;
      };
      assert.ok(answer.CollectionIds.length <= 1);
      listed.push(...answer.CollectionIds);
      ({ NextToken } = answer);
    } while (NextToken !== undefined);
    assert.deepEqual(listed.toSorted(), [...ids, 'known'].toSorted());
    for (const CollectionId of ids) await call('DeleteCollection', { CollectionId });
    const { CollectionIds } = (await call('ListCollections', {})) as { CollectionIds: string[] };
    assert.deepEqual(CollectionIds, ['known']);
  });

  it('refuse what AWS refuses, with AWS’s error names', async () => {
    const known = { CollectionId: 'known' };
    const S3Object = { Bucket: 'bucket', Name: 'key' };
    const FaceId = crypto.randomUUID();
    const table: [operation: string, input: unknown, name: string][] = [
      ['CreateCollection', known, 'ResourceAlreadyExistsException'],
      ['CreateCollection', {}, 'ValidationException'],
      ['CreateCollection', { CollectionId: '' }, 'ValidationException'],
      ['CreateCollection', { CollectionId: 'ä b' }, 'ValidationException'],
      ['CreateCollection', { CollectionId: 'a'.repeat(256) }, 'ValidationException'],
      ['CreateCollection', { CollectionId: 1 }, 'SerializationException'],
      ['CreateCollection', [], 'SerializationException'],
      ['DeleteCollection', { CollectionId: 'none' }, 'ResourceNotFoundException'],
      ['DescribeCollection', { CollectionId: 'none' }, 'ResourceNotFoundException'],
      ['IndexFaces', { CollectionId: 'none', Image }, 'ResourceNotFoundException'],
      ['IndexFaces', { ...known, Image, ExternalImageId: 'a b' }, 'ValidationException'],
      ['IndexFaces', { ...known, Image, ExternalImageId: 'a'.repeat(256) }, 'ValidationException'],
      ['IndexFaces', { ...known, Image, MaxFaces: 0 }, 'ValidationException'],
      ['IndexFaces', { ...known, Image, QualityFilter: 'BEST' }, 'ValidationException'],
      ['IndexFaces', { ...known, Image, DetectionAttributes: ['ALL'] }, 'UnknownOperationException'],
      ['IndexFaces', known, 'ValidationException'],
      ['IndexFaces', { ...known, Image: {} }, 'InvalidParameterException'],
      ['IndexFaces', { ...known, Image: { ...Image, S3Object } }, 'InvalidParameterException'],
      ['IndexFaces', { ...known, Image: { S3Object } }, 'InvalidS3ObjectException'],
      ['IndexFaces', { ...known, Image: { S3Object: { Bucket: 'bucket' } } }, 'InvalidParameterException'],
      ['IndexFaces', { ...known, Image: { S3Object: { ...S3Object, Bucket: 'a/b' } } }, 'ValidationException'],
      ['DetectFaces', { Image: { Bytes: '' } }, 'ValidationException'],
      ['DetectFaces', { Image: { Bytes: 'not base64!' } }, 'SerializationException'],
      ['DetectFaces', { Image: { Bytes: Buffer.alloc(5 * 2 ** 20 + 1).toString('base64') } }, 'ValidationException'],
      ['SearchFacesByImage', { ...known, Image, FaceMatchThreshold: 101 }, 'ValidationException'],
      ['SearchFacesByImage', { ...known, Image, MaxFaces: 4097 }, 'ValidationException'],
      ['SearchFaces', { ...known, FaceId }, 'InvalidParameterException'],
      ['SearchFaces', { ...known, FaceId: 'x' }, 'ValidationException'],
      ['ListFaces', { ...known, NextToken: '%' }, 'InvalidPaginationTokenException'],
      ['ListFaces', { ...known, MaxResults: -1 }, 'ValidationException'],
      ['DeleteFaces', { ...known, FaceIds: [] }, 'ValidationException'],
      ['DeleteFaces', { ...known, FaceIds: [1] }, 'SerializationException'],
      ['CompareFaces', {}, 'UnknownOperationException'],
    ];
    for (const [operation, input, name] of table) {
      const shown = JSON.stringify(input).slice(0, 100);
      await assert.rejects(call(operation, input), { name }, `${operation} ${shown} ${name}`);
    }
    assert.deepEqual(await call('DeleteFaces', { ...known, FaceIds: [FaceId] }), { DeletedFaces: [] });
  });

  it('refuse a property that the runner does not support', () => {
    const Properties = { CollectionId: 'x', Faces: 1 };
    const other = stackOf({ Odd: { Type: 'AWS::Rekognition::Collection', Properties } });
    const message = /Odd .*Faces/;
    assert.throws(() => new Rekognition(other, () => Promise.resolve(undefined)), { name: 'Problem', message });
  });
});
