import assert from 'node:assert/strict';
import { it } from 'node:test';
import { stackOf } from '../testing/stack.ts';
import { CallRate } from './call-rate.ts';
import { Rekognition } from './rekognition.ts';

it('Calls beyond the quota of an operation are refused, until a second has passed', async () => {
  let now = 0;
  const stack = stackOf({ Known: { Type: 'AWS::Rekognition::Collection', Properties: { CollectionId: 'known' } } });
  const rekognition = new Rekognition(stack, () => Promise.resolve(undefined), new CallRate(2, () => now));
  const list = () => rekognition.handle('ListFaces', { CollectionId: 'known' });
  const name = 'ProvisionedThroughputExceededException';
  await list();
  now = 600;
  await list();
  await assert.rejects(list(), { name, status: 400 });
  await rekognition.handle('DescribeCollection', { CollectionId: 'known' });
  now = 1_000;
  await list();
  await assert.rejects(list(), { name });
});
