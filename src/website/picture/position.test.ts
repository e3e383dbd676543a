import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../testing/random.ts';
import { FILLED, positionOf, WHOLE, within, type Part, type Size } from './position.ts';

const size = (width: number, height: number): Size => ({ width, height });
const rounded = (image: Size, frame: Size, part: Part) =>
  Object.values(positionOf(image, frame, part)).map(value => Math.round(value * 1000) / 1000);

test('a whole image is centred in its own size, or scaled down to the frame', () => {
  assert.deepEqual(rounded(size(100, 50), size(400, 200), WHOLE), [0.375, 0.375, 0.25, 0.25]);
  assert.deepEqual(rounded(size(1600, 1600), size(400, 200), WHOLE), [0.25, 0, 0.5, 1]);
});

test('an image that fills the frame shows its middle', () => {
  assert.deepEqual(rounded(size(200, 100), size(50, 50), FILLED), [-0.5, 0, 2, 1]);
  assert.deepEqual(rounded(size(10, 40), size(50, 50), FILLED), [0, -1.5, 1, 4]);
});

test('a face is centred with space around it', () => {
  const box = { left: 0.4, top: 0.4, width: 0.1, height: 0.2 };
  const position = positionOf(size(1000, 500), size(300, 300), box);
  const { left, top, width, height } = within(position, box);
  assert.deepEqual(
    [left + width / 2, top + height / 2].map(value => value.toFixed(3)),
    ['0.500', '0.500'],
  );
  assert.deepEqual(
    [width, height].map(value => value.toFixed(3)),
    ['0.556', '0.556'],
  );
});

test('a face at the edge is shown without a gap beside the image', () => {
  const position = positionOf(size(1000, 1000), size(300, 300), { left: 0, top: 0.9, width: 0.1, height: 0.1 });
  assert.deepEqual([position.left, (position.top + position.height).toFixed(6)], [0, '1.000000']);
});

test('a face that nearly fills the image is shown completely', () => {
  const box = { left: 0.05, top: 0.02, width: 0.9, height: 0.96 };
  const position = positionOf(size(400, 300), size(300, 300), box);
  const face = within(position, box);
  assert.ok(face.left >= 0 && face.left + face.width <= 1 + 1e-9, JSON.stringify(face));
});

test('for any image and face, the face is in the frame, undistorted, without needless bars', () => {
  const random = new Random(12);
  const part = () => (random.below(100) + 1) / 100;
  for (let i = 0; i < 10_000; i++) {
    const [image, frame] = [0, 1].map(() => size(random.below(4000) + 1, random.below(4000) + 1)) as [Size, Size];
    const [width, height] = [part(), part()];
    const box = { left: (1 - width) * part(), top: (1 - height) * part(), width, height };
    const position = positionOf(image, frame, box);
    const face = within(position, box);
    const near = 1e-9;
    assert.ok(face.left > -near && face.left + face.width < 1 + near, JSON.stringify({ image, frame, box }));
    assert.ok(face.top > -near && face.top + face.height < 1 + near, JSON.stringify({ image, frame, box }));
    const scale = (position.width * frame.width) / image.width;
    assert.ok(Math.abs(scale / ((position.height * frame.height) / image.height) - 1) < near);
    // There are bars only if the image is too short in that direction.
    if (position.width >= 1) assert.ok(position.left < near && position.left + position.width > 1 - near);
    if (position.height >= 1) assert.ok(position.top < near && position.top + position.height > 1 - near);
  }
});
