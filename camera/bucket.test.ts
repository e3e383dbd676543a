import assert from 'node:assert/strict';
import test from 'node:test';
import { Bucket } from './bucket.ts';
import type { CredentialSource } from './credentials.ts';
import { S3StandIn, type Refusal } from './testing/s3-stand-in.ts';

const body = Buffer.from('a frame');
const key = 'frames/lobby/2026-01-02T03-04-05.006Z.jpg';
const never = new AbortController().signal;
const credentials: CredentialSource = async () => ({ accessKeyId: 'AKID', secretAccessKey: 'secret' });

async function put(s3: S3StandIn, refusals: Refusal[], { source = credentials, stop = never } = {}): Promise<void> {
  s3.refusals.push(...refusals);
  const destination = { bucket: 'frames-bucket', region: 'eu-west-1', endpoint: await s3.start() };
  await new Bucket(destination, source, 1).put(key, body, 'image/jpeg', stop);
}

const times = (count: number, status: number, code: string): Refusal[] =>
  Array.from({ length: count }, () => ({ status, code }));

test('A failed upload is retried', async () => {
  await using s3 = new S3StandIn();
  await put(s3, [
    { status: 503, code: 'SlowDown' },
    { status: 400, code: 'RequestTimeout' },
  ]);
  assert.equal(s3.requests, 3);
  assert.deepEqual(
    s3.puts.map(each => [each.key, each.body.toString(), each.headers['content-type']]),
    [[key, 'a frame', 'image/jpeg']],
  );
  assert.match(s3.puts[0]!.headers.authorization!, /Credential=AKID\/\d{8}\/eu-west-1\/s3\/aws4_request/);
});

test('After seven tries the upload fails with S3’s error', async () => {
  await using s3 = new S3StandIn();
  await assert.rejects(put(s3, times(10, 500, 'InternalError')), {
    name: 'Error',
    message: /^500 InternalError.*\(tries: 7\)/,
  });
  assert.equal(s3.requests, 7);
});

test('A refused upload is not retried', async () => {
  await using s3 = new S3StandIn();
  await assert.rejects(put(s3, times(1, 404, 'NoSuchBucket')), {
    name: 'Problem',
    message: /frames-bucket: 404 NoSuchBucket/,
  });
  assert.equal(s3.requests, 1);
});

test('A bucket in another Region: the error names the Region', async () => {
  await using s3 = new S3StandIn();
  const refusal = { status: 301, code: 'PermanentRedirect', headers: { 'x-amz-bucket-region': 'eu-north-1' } };
  await assert.rejects(put(s3, [refusal]), { name: 'Problem', message: /It is in eu-north-1: set AWS_REGION to that/ });
});

test('Expired credentials are renewed once', async () => {
  const asked: (boolean | undefined)[] = [];
  const source: CredentialSource = async renew => {
    asked.push(renew);
    return { accessKeyId: renew ? 'NEW' : 'OLD', secretAccessKey: 'secret', sessionToken: 'token' };
  };
  await using s3 = new S3StandIn();
  await put(s3, times(1, 400, 'ExpiredToken'), { source });
  assert.deepEqual(asked, [false, true]);
  assert.match(s3.puts[0]!.headers.authorization!, /Credential=NEW\//);
  assert.equal(s3.puts[0]!.headers['x-amz-security-token'], 'token');

  await using other = new S3StandIn();
  await assert.rejects(put(other, times(3, 400, 'ExpiredToken'), { source }), {
    name: 'Problem',
    message: /ExpiredToken/,
  });
  assert.equal(other.requests, 2);
});

test('An unreachable server is retried, but not after a stop', async () => {
  const bucket = new Bucket({ bucket: 'frames-bucket', region: 'x', endpoint: 'http://127.0.0.1:9' }, credentials, 1);
  await assert.rejects(bucket.put(key, body, 'image/jpeg', never), { name: 'Error', message: /tries: 7/ });
  await assert.rejects(bucket.put(key, body, 'image/jpeg', AbortSignal.abort()), {
    name: 'Error',
    message: /tries: 1/,
  });
});

test('Without an endpoint, requests go to AWS', async context => {
  const fetched: string[] = [];
  context.mock.method(globalThis, 'fetch', async (request: Request) => {
    fetched.push(request.url);
    return new Response();
  });
  for (const region of ['eu-west-1', 'cn-north-1'])
    await new Bucket({ bucket: 'b', region, endpoint: undefined }, credentials).put(key, body, 'image/jpeg', never);
  assert.deepEqual(fetched, [
    `https://b.s3.eu-west-1.amazonaws.com/${key}`,
    `https://b.s3.cn-north-1.amazonaws.com.cn/${key}`,
  ]);
});
