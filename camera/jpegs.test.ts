import assert from 'node:assert/strict';
import test from 'node:test';
import { jpegs } from './jpegs.ts';
import { withFaces, withoutFaces } from './testing/frames.ts';

const small = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 0xff, 0, 0xff, 0xd9]);

test('A stream is split into its JPEGs, whatever its chunks', async () => {
  const stream = Buffer.concat([Buffer.from('no image'), small, withoutFaces, withFaces.subarray(0, 1000)]);
  for (const size of [1, 7, 4096, stream.length])
    assert.deepEqual(await Array.fromAsync(jpegs(chunks(stream, size))), [small, withoutFaces], `chunks of ${size}`);
});

test('A JPEG without an end is an error', async () => {
  const endless = Buffer.alloc(65 * 1024 * 1024);
  await assert.rejects(Array.fromAsync(jpegs(chunks(endless, endless.length))), /without an end/);
});

async function* chunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
