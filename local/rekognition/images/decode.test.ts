import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import sharp from 'sharp';
import { encoded } from '../testing/variations.ts';
import { withOrientation } from '../testing/exif.ts';
import { decode } from './decode.ts';
import { emptyImage, type Image } from './image.ts';

/** A wide image whose upper left quarter is white. */
function cornered(): Image {
  const image = emptyImage(64, 32);
  for (let y = 0; y < 16; y++) image.data.fill(255, y * 64 * 3, (y * 64 + 32) * 3);
  return image;
}

/** The position of the white quarter. */
function whiteCorner({ width, height, data }: Image): string {
  const isWhite = (x: number, y: number) => data[(Math.floor(y * height) * width + Math.floor(x * width)) * 3]! > 128;
  const corners: [name: string, x: number, y: number][] = [
    ['upper left', 0.2, 0.2],
    ['upper right', 0.8, 0.2],
    ['lower left', 0.2, 0.8],
    ['lower right', 0.8, 0.8],
  ];
  return corners
    .filter(([, x, y]) => isWhite(x, y))
    .map(([name]) => name)
    .join();
}

describe('An image', () => {
  it('is rotated by its Exif orientation', async () => {
    const jpeg = await encoded(cornered());
    const around = ['upper left', 'upper right', 'lower right', 'lower left'];
    const corners = [...around, ...around];
    for (const [index, corner] of corners.entries()) {
      for (const bigEndian of [true, false]) {
        const image = await decode(withOrientation(jpeg, index + 1, bigEndian));
        assert.deepEqual([image.width, image.height], index < 4 ? [64, 32] : [32, 64], `orientation ${index + 1}`);
        assert.equal(whiteCorner(image), corner, `orientation ${index + 1}`);
      }
    }
  });

  it('is not rotated without readable metadata', async () => {
    const jpeg = await encoded(cornered());
    for (const odd of [0, 9, 65535]) assert.equal((await decode(withOrientation(jpeg, odd))).width, 64);
    const tagged = withOrientation(jpeg, 6);
    // A byte in the metadata, after the segment's length.
    for (let at = 6; at < 38; at++) {
      const damaged = Buffer.from(tagged);
      damaged[at]! ^= 0xff;
      const { width } = await decode(damaged);
      assert.ok([32, 64].includes(width));
    }
  });

  it('may be a PNG, whose transparent pixels become black', async () => {
    const pixels = Buffer.from([200, 100, 50, 255, 200, 100, 50, 0]);
    const png = await sharp(pixels, { raw: { width: 2, height: 1, channels: 4 } })
      .png()
      .toBuffer();
    assert.deepEqual([...(await decode(png)).data], [200, 100, 50, 0, 0, 0]);
  });

  it('is refused if it is neither JPEG nor PNG, cut off, or too large', async () => {
    const png = await sharp(Buffer.alloc(192), { raw: { width: 8, height: 8, channels: 3 } })
      .png()
      .toBuffer();
    const huge = Buffer.from(png);
    huge.writeUInt32BE(100_000, 16);
    huge.writeUInt32BE(100_000, 20);
    const jpeg = await encoded(cornered());
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('GIF89a'),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      jpeg.subarray(0, 3),
      jpeg.subarray(0, 30),
      png.subarray(0, 8),
      png.subarray(0, 40),
      huge,
      Buffer.concat([jpeg.subarray(0, 20), Buffer.alloc(500, 7)]),
    ])
      await assert.rejects(decode(bytes), { name: 'NotAnImage' }, bytes.toString('latin1', 0, 20));
  });
});
