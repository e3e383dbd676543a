import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before } from 'node:test';
import { AwsClient } from 'aws4fetch';
import { AwsEndpoint } from '../../endpoint/endpoint.ts';
import { listen } from '../../ports.ts';
import { bucketsOf } from '../../s3/buckets.ts';
import { S3 } from '../../s3/s3.ts';
import { Sessions } from '../../sts/sessions.ts';
import { stackOf } from '../../testing/stack.ts';
import type { Face } from '../collections.ts';
import type { FaceDetail } from '../faces/analysis.ts';
import type { Image } from '../images/image.ts';
import { Rekognition } from '../rekognition.ts';
import { encoded } from './variations.ts';

/* Runs Rekognition and S3 behind the AWS endpoint while the tests of a file run. */

export interface Indexed {
  FaceRecords: { Face: Face; FaceDetail: FaceDetail }[];
  UnindexedFaces: { Reasons: string[]; FaceDetail: FaceDetail }[];
}
export interface Found {
  FaceMatches: { Similarity: number; Face: Face }[];
  SearchedFaceBoundingBox: FaceDetail['BoundingBox'];
}

const stack = stackOf({
  Frames: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'frames' } },
  People: { Type: 'AWS::Rekognition::Collection', Properties: { CollectionId: 'people' } },
});
const s3 = new S3(bucketsOf(stack));
const client = new AwsClient({
  accessKeyId: 'x',
  secretAccessKey: 'x',
  service: 's3',
  region: 'us-east-1',
  retries: 0,
});
let rekognition: Rekognition;
let endpoint: AwsEndpoint;
export let url: string;
const server = createServer((request, response) => endpoint.handle(request, response));

before(async () => {
  url = `http://127.0.0.1:${await listen(server, 'aws', 0)}`;
  rekognition = new Rekognition(stack, (...object) => s3.readObject(...object));
  endpoint = new AwsEndpoint({ services: [rekognition.service], s3, sessions: new Sessions() });
});
after(async () => {
  server.close();
  server.closeAllConnections();
  await Promise.all([s3.stop(), rekognition.stop()]);
});

export const call = async <T>(operation: string, input: object): Promise<T> =>
  (await rekognition.handle(operation, input)) as T;
const bytesOf = async (image: Image | Buffer) => ({
  Bytes: (Buffer.isBuffer(image) ? image : await encoded(image)).toString('base64'),
});
export const detect = async (image: Image | Buffer) =>
  (await call<{ FaceDetails: FaceDetail[] }>('DetectFaces', { Image: await bytesOf(image) })).FaceDetails;
export const index = async (CollectionId: string, image: Image | Buffer, more: object = {}) =>
  call<Indexed>('IndexFaces', { CollectionId, Image: await bytesOf(image), ...more });
export const search = async (CollectionId: string, image: Image | Buffer, more: object = {}) =>
  call<Found>('SearchFacesByImage', { CollectionId, Image: await bytesOf(image), FaceMatchThreshold: 90, ...more });
export const put = async (key: string, body: Buffer) => {
  const answer = await client.fetch(`${url}/frames/${key.split('/').map(encodeURIComponent).join('/')}`, {
    method: 'PUT',
    body: new Uint8Array(body),
  });
  assert.equal(answer.status, 200, await answer.text());
};

let collections = 0;
export async function newCollection(): Promise<string> {
  const CollectionId = `collection-${collections++}`;
  await call('CreateCollection', { CollectionId });
  return CollectionId;
}
