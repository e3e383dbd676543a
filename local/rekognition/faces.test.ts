import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FaceDetail } from './faces/analysis.ts';
import { decode } from './images/decode.ts';
import { emptyImage, fitted } from './images/image.ts';
import { withOrientation } from './testing/exif.ts';
import { photo, photoBytes } from './testing/photos.ts';
import { detect, index, newCollection, search } from './testing/service.ts';
import { blurred, compressed, encoded, lit, portrait, smaller, turned } from './testing/variations.ts';

describe('Faces', () => {
  it('are all found, with boxes, landmarks, pose and quality', async () => {
    const faces = await detect(photoBytes(5));
    assert.equal(faces.length, 5);
    for (const {
      BoundingBox: { Left, Top, Width, Height },
      Landmarks,
      Pose,
      Quality,
      Confidence,
    } of faces) {
      assert.ok(Confidence > 50 && Confidence <= 100);
      assert.ok(Left > 0 && Top > 0 && Left + Width < 1 && Top + Height < 1);
      assert.ok(Quality.Brightness > 10 && Quality.Brightness < 90);
      assert.ok(Quality.Sharpness > 20 && Quality.Sharpness < 100);
      assert.ok(Math.abs(Pose.Roll) < 30 && Math.abs(Pose.Yaw) < 50 && Math.abs(Pose.Pitch) < 40);
      const place = Object.fromEntries(
        Landmarks.map(({ Type, X, Y }) => [Type, [(X - Left) / Width, (Y - Top) / Height]]),
      );
      assert.deepEqual(Object.keys(place), ['eyeLeft', 'eyeRight', 'mouthLeft', 'mouthRight', 'nose']);
      for (const [x, y] of Object.values(place)) assert.ok(x! > -0.1 && x! < 1.1 && y! > 0 && y! < 1);
      assert.ok(place.eyeLeft![0]! < place.eyeRight![0]! && place.eyeLeft![1]! < place.mouthLeft![1]!);
    }
    const areas = faces.map(({ BoundingBox: { Width, Height } }) => Width * Height);
    assert.deepEqual(
      areas,
      areas.toSorted((a, b) => b - a),
    );
  });

  it('of one person have a similarity of at least 90, others less', async () => {
    const people = await newCollection();
    const image = await photo(6);
    const { FaceRecords } = await index(people, photoBytes(6), { ExternalImageId: 'photo:6' });
    assert.equal(FaceRecords.length, 4);
    const vary = [smaller(0.5), lit(1.4, 20), lit(0.5), turned(10), compressed(40)];
    for (const [
      i,
      {
        Face: { FaceId, BoundingBox },
      },
    ] of FaceRecords.entries()) {
      const one = await portrait(image, BoundingBox);
      for (const variation of vary.slice(i, i + 2)) {
        const { FaceMatches } = await search(people, await variation(one));
        assert.deepEqual(
          FaceMatches.map(({ Face }) => Face.FaceId),
          [FaceId],
        );
        assert.ok(FaceMatches[0]!.Similarity >= 99, String(FaceMatches[0]!.Similarity));
      }
    }
    for (const number of [1, 2, 3, 4, 5])
      assert.deepEqual((await search(people, photoBytes(number))).FaceMatches, [], `photo ${number}`);
  });

  it('are recognized on another photo of the same person', async () => {
    const people = await newCollection();
    await index(people, photoBytes(1), { ExternalImageId: 'photo:1' });
    const image = await photo(3);
    const [left, middle, right] = (await detect(image)).toSorted((a, b) => a.BoundingBox.Left - b.BoundingBox.Left);
    const { FaceMatches } = await search(people, await portrait(image, middle!.BoundingBox));
    assert.equal(FaceMatches.length, 1);
    assert.ok(FaceMatches[0]!.Face.BoundingBox.Left > 0.7, 'the one on the right of photo 1');
    for (const other of [left!, right!])
      assert.deepEqual((await search(people, await portrait(image, other.BoundingBox))).FaceMatches, []);
  });

  it('are not found in images without faces', async () => {
    const people = await newCollection();
    const wall = await lit(0, 120)(emptyImage(640, 480));
    const noise = { ...wall, data: Uint8Array.from(wall.data, (_, i) => ((i * 2_654_435_761) >>> 13) % 256) };
    for (const image of [wall, noise, emptyImage(80, 80)]) {
      assert.deepEqual(await detect(image), []);
      const { FaceRecords, UnindexedFaces } = await index(people, image);
      assert.deepEqual([FaceRecords, UnindexedFaces], [[], []]);
      await assert.rejects(search(people, image), {
        name: 'InvalidParameterException',
        message: 'There are no faces in the image. Should be at least 1.',
      });
    }
  });

  it('are not searched in an image with less than 80 pixels a side', async () => {
    await assert.rejects(detect(emptyImage(79, 640)), {
      name: 'InvalidParameterException',
      message: 'Request has invalid parameters',
    });
  });

  it('that are tiny or blurred are reported, and indexed only without a filter', async () => {
    const people = await newCollection();
    const small = await fitted(await photo(6), 300);
    const filtered = await index(people, small);
    assert.equal(filtered.FaceRecords.length, 0);
    assert.ok(filtered.UnindexedFaces.length >= 3);
    for (const { Reasons } of filtered.UnindexedFaces)
      assert.ok(Reasons.includes('SMALL_BOUNDING_BOX'), Reasons.join());
    const all = await index(people, small, { QualityFilter: 'NONE' });
    assert.equal(all.FaceRecords.length, filtered.UnindexedFaces.length);

    const [face] = await detect(photoBytes(6));
    const sharp = await portrait(await photo(6), face!.BoundingBox);
    const unclear = await blurred(3.5)(sharp);
    const {
      UnindexedFaces: [first],
    } = await index(people, unclear, { QualityFilter: 'HIGH' });
    assert.ok(first!.Reasons.includes('LOW_SHARPNESS'), first!.Reasons.join());
    const [one] = await detect(sharp);
    assert.ok(one!.Quality.Sharpness > 3 * first!.FaceDetail.Quality.Sharpness);
  });

  it('in a rotated image are found by its Exif orientation', async () => {
    const image = await fitted(await photo(3), 1000);
    const upper = await detect(image);
    const tagged = withOrientation(await encoded(await decode(withOrientation(await encoded(image), 6))), 8);
    const turnedBack = await detect(tagged);
    const places = (faces: FaceDetail[]) =>
      faces.map(({ BoundingBox }) => BoundingBox).toSorted((a, b) => a.Left - b.Left);
    assert.equal(turnedBack.length, upper.length);
    for (const [i, { Left, Top }] of places(upper).entries()) {
      const other = places(turnedBack)[i]!;
      assert.ok(Math.abs(other.Left - Left) < 0.02 && Math.abs(other.Top - Top) < 0.02);
    }
  });
});
