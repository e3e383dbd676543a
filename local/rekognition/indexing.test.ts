import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Face } from './collections.ts';
import type { FaceDetail } from './faces/analysis.ts';
import { photoBytes } from './testing/photos.ts';
import { call, index, newCollection, search, type Found, type Indexed } from './testing/service.ts';

describe('A collection', () => {
  it('keeps the largest faces up to MaxFaces, and reports the others', async () => {
    const people = await newCollection();
    const { FaceRecords, UnindexedFaces } = await index(people, photoBytes(5), {
      MaxFaces: 2,
      ExternalImageId: 'five',
    });
    assert.deepEqual(
      UnindexedFaces.map(({ Reasons }) => Reasons),
      Array(3).fill(['EXCEEDS_MAX_FACES']),
    );
    const areaOf = ({ BoundingBox: { Width, Height } }: FaceDetail) => Width * Height;
    const least = Math.min(...FaceRecords.map(({ FaceDetail }) => areaOf(FaceDetail)));
    assert.ok(UnindexedFaces.every(({ FaceDetail }) => areaOf(FaceDetail) <= least));
    assert.deepEqual(
      FaceRecords.map(({ Face }) => Face.ExternalImageId),
      ['five', 'five'],
    );
  });

  it('stores a face once per external id, and again without one; the image id is the same', async () => {
    const people = await newCollection();
    const bytes = photoBytes(1);
    const idsOf = ({ FaceRecords }: Indexed) => FaceRecords.map(({ Face }) => Face.FaceId);
    const first = await index(people, bytes, { ExternalImageId: 'one' });
    const again = await index(people, bytes, { ExternalImageId: 'one' });
    const other = await index(people, bytes, { ExternalImageId: 'two' });
    const unnamed = [await index(people, bytes), await index(people, bytes)];
    assert.deepEqual(idsOf(again), idsOf(first));
    const ids = [first, other, ...unnamed].flatMap(idsOf);
    assert.equal(new Set(ids).size, 12);
    const [imageId, ...otherIds] = new Set(
      [first, again, other, ...unnamed].flatMap(({ FaceRecords }) => FaceRecords.map(({ Face }) => Face.ImageId)),
    );
    assert.deepEqual(otherIds, []);
    assert.match(imageId!, /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

    const listed: string[] = [];
    let NextToken: string | undefined;
    do {
      const answer = await call<{ Faces: Face[]; NextToken?: string }>('ListFaces', {
        CollectionId: people,
        MaxResults: 5,
        NextToken,
      });
      listed.push(...answer.Faces.map(({ FaceId }) => FaceId));
      ({ NextToken } = answer);
    } while (NextToken !== undefined);
    assert.deepEqual(listed.toSorted(), ids.toSorted());

    const [FaceId] = ids;
    const { FaceMatches } = await call<Found>('SearchFaces', { CollectionId: people, FaceId });
    assert.equal(FaceMatches.length, 3);
    assert.ok(FaceMatches.every(({ Face, Similarity }) => Face.FaceId !== FaceId && Similarity > 99));
    const { DeletedFaces } = await call<{ DeletedFaces: string[] }>('DeleteFaces', {
      CollectionId: people,
      FaceIds: [FaceId, FaceId, crypto.randomUUID()],
    });
    assert.deepEqual(DeletedFaces, [FaceId]);
    await assert.rejects(call('SearchFaces', { CollectionId: people, FaceId }), { name: 'InvalidParameterException' });
  });

  it('answers other calls while images are analyzed, and many images at a time', async () => {
    const people = await newCollection();
    await index(people, photoBytes(4), { ExternalImageId: 'four' });
    let done = 0;
    const searches = [4, 1, 4, 2, 4].map(async number => {
      const found = await search(people, photoBytes(number));
      done++;
      return found.FaceMatches.length;
    });
    await call('ListFaces', { CollectionId: people });
    assert.equal(done, 0);
    assert.deepEqual(await Promise.all(searches), [1, 0, 1, 0, 1]);
  });
});
