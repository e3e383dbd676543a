import assert from 'node:assert/strict';
import test from 'node:test';
import { photoBytes, photoCount } from '../local/rekognition/testing/photos.ts';
import { FaceDetector } from './face-detector.ts';
import { broken, withFaces, withoutFaces } from './testing/frames.ts';

const detector = await FaceDetector.load(0.4);

test('Faces are found on all photos', async () => {
  for (let number = 1; number <= photoCount; number++)
    assert.ok((await detector.bestScore(photoBytes(number)))! > 0.7, `photo ${number}`);
  assert.ok((await detector.bestScore(withFaces))! > 0.7);
});

test('No face is found on shoulders', async () => assert.equal(await detector.bestScore(withoutFaces), undefined));

test('Bytes that are not an image are refused', async () => {
  for (const bytes of [broken, Buffer.alloc(0), Buffer.from('GIF89a')])
    await assert.rejects(detector.bestScore(bytes), { name: 'NotAnImage' });
});

test('Faces below the threshold do not count', async () => {
  const score = (await detector.bestScore(withFaces))!;
  assert.equal(await (await FaceDetector.load(score - 0.01)).bestScore(withFaces), score);
  assert.equal(await (await FaceDetector.load(score + 0.01)).bestScore(withFaces), undefined);
});
