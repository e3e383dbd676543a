import assert from 'node:assert/strict';
import test from 'node:test';
import { framesOf } from './ffmpeg.ts';
import { fakeFfmpeg } from './testing/fake-ffmpeg.ts';
import { withFaces } from './testing/frames.ts';
import { temporaryFolder } from './testing/run-camera.ts';

test('ffmpeg is restarted if the camera hangs, but not after a stop', { timeout: 30_000 }, async context => {
  const path = process.env.PATH!;
  context.after(() => {
    process.env.PATH = path;
  });
  process.env.PATH = await fakeFfmpeg(await temporaryFolder(context), [withFaces]);
  const stop = new AbortController();
  const lines: string[] = [];
  let count = 0;
  for await (const frame of framesOf({ webcam: '0' }, 0.1, line => lines.push(line), stop.signal, 0)) {
    assert.deepEqual(frame, withFaces);
    if (++count === 2) stop.abort();
  }
  assert.equal(count, 2);
  assert.deepEqual(lines, ['The camera stopped sending frames. Trying again in 1 s. ffmpeg ended with SIGTERM']);
});
