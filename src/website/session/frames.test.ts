import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { setServerTime } from '../base/clock.ts';
import { Random } from '../testing/random.ts';
import type { Config } from './config.ts';
import { IdentityPool, NoCredentials } from './credentials.ts';
import { frameUrl, Frames } from './frames.ts';

const target = { framesBucket: 'frames-bucket', framesUrl: 'https://frames-bucket.s3.example' };
let config: Config;
let asked: string[] = [];
let lifetime = 3600;
let storage: (request: IncomingMessage, response: ServerResponse) => void;

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const operation = request.headers['x-amz-target'];
  if (operation === undefined) return storage(request, response);
  asked.push(`${operation} ${body}`);
  const credentials = {
    AccessKeyId: 'AKID',
    SecretKey: 'secret',
    SessionToken: 'session',
    Expiration: Date.now() / 1000 + lifetime,
  };
  const isId = operation === 'AWSCognitoIdentityService.GetId';
  response.end(JSON.stringify({ IdentityId: 'identity', ...(isId ? {} : { Credentials: credentials }) }));
});

before(async () => {
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  config = {
    region: 'eu-west-1',
    issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc',
    domain: origin,
    clientId: 'c',
    frames: {
      identityPoolId: 'eu-west-1:pool',
      cognitoIdentityUrl: origin,
      framesBucket: 'frames-bucket',
      framesUrl: `${origin}/frames-bucket`,
    },
    reports: false,
  };
});

beforeEach(() => {
  asked = [];
  lifetime = 3600;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]);
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);
const never = new AbortController().signal;
const image = { bucket: 'frames-bucket', key: 'frames/cam 1/ä+b%2F.jpg' };
const framesWith = (token: () => Promise<string>) => new Frames(config, new IdentityPool(config, token));

test('a frame is fetched by its key, signed with the credentials of the identity pool', async () => {
  let got: IncomingMessage | undefined;
  storage = (request, response) => {
    got = request;
    response.writeHead(200, { 'content-type': 'image/jpeg' }).end(jpeg);
  };
  const frames = framesWith(async () => 'the-token');
  const blob = await frames.get(image, never);
  assert.deepEqual([blob.type, Buffer.from(await blob.arrayBuffer())], ['image/jpeg', jpeg]);
  assert.equal(got?.url, '/frames-bucket/frames/cam%201/%C3%A4%2Bb%252F.jpg');
  const { authorization = '' } = got!.headers;
  assert.match(authorization, /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/eu-west-1\/s3\/aws4_request/);
  assert.equal(got?.headers['x-amz-security-token'], 'session');
  const logins = '"Logins":{"cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc":"the-token"}';
  assert.deepEqual(asked, [
    `AWSCognitoIdentityService.GetId {"IdentityPoolId":"eu-west-1:pool",${logins}}`,
    `AWSCognitoIdentityService.GetCredentialsForIdentity {"IdentityId":"identity",${logins}}`,
  ]);
});

test('credentials are requested once, and again shortly before they expire', async () => {
  storage = (_request, response) => response.end(jpeg);
  const frames = framesWith(async () => 't');
  await Promise.all([frames.get(image, never), frames.get(image, never)]);
  await frames.get(image, never);
  assert.equal(asked.length, 2);
  lifetime = 60;
  const soonOver = framesWith(async () => 't');
  await soonOver.get(image, never);
  await soonOver.get(image, never);
  assert.equal(asked.length, 6);
});

test('with a clock that is hours off, images are signed with the server’s time, and credentials last', async t => {
  let signed = '';
  storage = (request, response) => {
    signed = String(request.headers['x-amz-date']);
    response.end(jpeg);
  };
  const real = Date.now();
  const frames = framesWith(async () => 't');
  for (const hours of [-5, 5]) {
    t.mock.timers.enable({ apis: ['Date'], now: real + hours * 3_600_000 });
    setServerTime(new Headers({ date: new Date(real).toUTCString() }));
    await frames.get(image, never);
    const [, day, time] = /^(\d{8})T(\d{6})Z$/.exec(signed)!;
    const at = `${day} ${time}`.replace(/^(....)(..)(..) (..)(..)(..)$/, '$1-$2-$3T$4:$5:$6Z');
    assert.ok(Math.abs(Date.parse(at) - real) < 60_000, `${signed} is not about ${new Date(real).toISOString()}`);
    t.mock.timers.reset();
  }
  setServerTime(new Headers({ date: new Date().toUTCString() }));
});

test('an image is shown as the type that its bytes say, and nothing else is shown', async () => {
  const frames = framesWith(async () => 't');
  const page = '<!doctype html><script>alert(1)</script>';
  const stored = (body: string | Uint8Array) => {
    storage = (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(body);
  };
  for (const [type, bytes] of [
    ['image/jpeg', Buffer.concat([jpeg, Buffer.from(page)])],
    ['image/png', png],
  ] as const) {
    stored(bytes);
    assert.equal((await frames.get(image, never)).type, type);
  }
  for (const other of [page, '<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a', jpeg.subarray(0, 2), '']) {
    stored(other);
    await assert.rejects(frames.get(image, never), /neither a JPEG nor a PNG/);
  }
});

test('each failure of an image has its own reason', async () => {
  const frames = framesWith(async () => 't');
  for (const [status, code, reason] of [
    [403, 'AccessDenied', /no longer exists/],
    [403, 'RequestTimeTooSkewed', /clock of this device is wrong/],
    [400, 'ExpiredToken', /access to the storage has ended/],
    [404, 'NoSuchKey', /no longer kept/],
    [400, 'InvalidRequest', /error \(400\)/],
  ] as const) {
    storage = (_request, response) => response.writeHead(status).end(`<Error><Code>${code}</Code></Error>`);
    await assert.rejects(frames.get(image, never), reason);
  }
  await assert.rejects(frames.get({ ...image, bucket: 'other' }, never), /not among/);
  const nobody = framesWith(async () => {
    throw new NoCredentials('nobody is signed in');
  });
  await assert.rejects(nobody.get(image, never), /did not accept your sign-in/);
  storage = request => request.socket.destroy();
  await assert.rejects(frames.get(image, never), /could not be loaded/);
});

test('only images of this stack’s frames and people are loaded', () => {
  for (const key of ['frames/a/b.jpg', 'people/7d2f0c1e']) {
    assert.equal(frameUrl({ ...image, key }, target), `https://frames-bucket.s3.example/${key}`);
  }
  const steps = ['frames/../secret', 'frames/./a', 'people/../secret'];
  for (const key of ['other/a', 'Frames/a', 'frames', 'people', '/frames/a', ...steps, 'frames/\ud800']) {
    assert.equal(frameUrl({ ...image, key }, target), undefined, key);
  }
});

test('any key stays below its folder of the bucket', () => {
  const random = new Random(9);
  for (let i = 0; i < 10_000; i++) {
    const middle = random.pick(['', '/', '/../', '/%2e%2e/', '?', '#', '\\..\\']);
    const folder = random.pick(['frames/', 'people/']);
    const key = `${folder}${random.text(8)}${middle}${random.text(8)}`;
    const url = frameUrl({ ...image, key }, target);
    if (url === undefined) continue;
    const { href, search, hash, pathname } = new URL(url);
    assert.deepEqual([href.startsWith(`${target.framesUrl}/${folder}`), search, hash], [true, '', ''], key);
    assert.equal(decodeURIComponent(pathname), `/${key}`);
  }
});
