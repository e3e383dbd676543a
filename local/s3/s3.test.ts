import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { AwsClient, AwsV4Signer } from 'aws4fetch';
import { exchange, statuses } from '../cloudfront/testing/raw-http.ts';
import { listen } from '../ports.ts';
import { aws, environment, withoutAwsCli } from '../testing/aws-cli.ts';
import { stackOf } from '../testing/stack.ts';
import { bucketsOf } from './buckets.ts';
import { S3 } from './s3.ts';

const bucket = (more: object = {}) => ({
  Type: 'AWS::S3::Bucket',
  Properties: {
    BucketName: 'frames',
    PublicAccessBlockConfiguration: { BlockPublicAcls: true },
    CorsConfiguration: {
      CorsRules: [
        {
          AllowedHeaders: ['authorization', 'x-amz-*'],
          AllowedMethods: ['GET', 'HEAD'],
          AllowedOrigins: ['http://localhost:8080'],
          MaxAge: 3600,
        },
      ],
    },
    ...more,
  },
});
const s3 = new S3(bucketsOf(stackOf({ Frames: bucket(), Site: { Type: 'AWS::S3::Bucket' } })));
const server = createServer((request, response) => void s3.handle(request, response));
let port: number;
let url: string;
const folder = mkdtempSync(join(tmpdir(), 's3-test-'));

before(async () => {
  port = await listen(server, 'aws', 0);
  url = `http://localhost:${port}`;
});
after(async () => {
  server.close();
  server.closeAllConnections();
  await s3.stop();
  rmSync(folder, { recursive: true });
});

/** As a web page has it from an identity pool. */
const client = new AwsClient({
  accessKeyId: 'ASIAX',
  secretAccessKey: 's',
  sessionToken: 't',
  service: 's3',
  region: 'us-east-1',
  retries: 0,
});
const put = (key: string, body: string, headers: Record<string, string> = {}) =>
  client.fetch(`${url}/frames/${key}`, { method: 'PUT', body, headers });

/** A signed request whose path is sent as it is. */
async function raw(method: string, path: string, more: Record<string, string> = {}): Promise<string> {
  const signed = await new AwsV4Signer({
    ...{ method, url: `${url}${path}`, headers: more, service: 's3', region: 'us-east-1' },
    ...{ accessKeyId: 'any', secretAccessKey: 'any' },
  }).sign();
  const lines = [...signed.headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return exchange(port, `${method} ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n${lines}\r\n`);
}

describe('S3', () => {
  it('has the buckets of the template, empty, for any credentials', async () => {
    const listed = await (await client.fetch(`${url}/frames?list-type=2`)).text();
    assert.match(listed, /<KeyCount>0</);
    assert.equal((await put('frames/a b.jpg', 'photo', { 'content-type': 'image/jpeg' })).status, 200);
    const got = await client.fetch(`${url}/frames/frames/a%20b.jpg`);
    assert.deepEqual([got.headers.get('content-type'), await got.text()], ['image/jpeg', 'photo']);
    assert.equal((await client.fetch(`${url}/frames/none`)).status, 404);
    assert.equal((await client.fetch(`${url}/other/none`)).status, 404);
  });

  it('refuses what is not signed, unless the URL is', async () => {
    await put('secret', 'x');
    for (const path of ['/frames/secret', '/frames']) {
      const refused = await fetch(`${url}${path}`);
      assert.deepEqual([refused.status, /<Code>AccessDenied</.test(await refused.text())], [403, true]);
    }
    assert.equal((await fetch(`${url}/frames/new`, { method: 'PUT', body: 'x' })).status, 403);
    const presigned = async (more: object = {}) =>
      (await client.sign(`${url}/frames/secret?X-Amz-Expires=60`, { aws: { signQuery: true, ...more } })).url;
    assert.equal(await (await fetch(await presigned())).text(), 'x');
    const expired = await fetch(await presigned({ datetime: '20200101T000000Z' }));
    assert.deepEqual([expired.status, /expired/.test(await expired.text())], [403, true]);
  });

  it('refuses a time that is more than 15 minutes off, and tells web pages so', async () => {
    await put('photo', 'x');
    const origin = 'http://localhost:8080';
    for (const [minutes, status] of [
      [-16, 403],
      [-14, 200],
      [14, 200],
      [16, 403],
    ] as const) {
      const time = new Date(Date.now() + minutes * 60_000);
      const datetime = time.toISOString().replace(/[:-]|\.\d+/g, '');
      const answer = await client.fetch(`${url}/frames/photo`, { headers: { origin }, aws: { datetime } });
      assert.deepEqual([answer.status, answer.headers.get('access-control-allow-origin')], [status, origin]);
      assert.equal(/<Code>RequestTimeTooSkewed</.test(await answer.text()), status === 403);
    }
  });

  it('lets web pages of the origins read that the bucket names, and no others', async () => {
    await put('photo', 'x');
    const preflight = (origin: string, method = 'GET') =>
      fetch(`${url}/frames/photo`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': method,
          'access-control-request-headers': 'authorization,x-amz-date,x-amz-security-token,x-amz-content-sha256',
        },
      });
    const allowed = await preflight('http://localhost:8080');
    assert.equal(allowed.status, 200);
    assert.match(allowed.headers.get('access-control-allow-headers')!, /authorization.*x-amz-security-token/);
    assert.equal((await preflight('http://example.com')).status, 403);
    assert.equal((await preflight('http://localhost:8080', 'PUT')).status, 403);
    const read = (origin: string) => client.fetch(`${url}/frames/photo`, { headers: { origin } });
    const ours = await read('http://localhost:8080');
    assert.equal(ours.headers.get('access-control-allow-origin'), 'http://localhost:8080');
    assert.equal((await read('http://example.com')).headers.get('access-control-allow-origin'), null);
  });

  it('takes bodies in signed chunks, with trailers', async () => {
    const body = '3;chunk-signature=0\r\nabc\r\n2;chunk-signature=0\r\nde\r\n0\r\nx-amz-checksum:x\r\n\r\n';
    const sent = await put('chunked', body, {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'content-encoding': 'aws-chunked',
      'x-amz-decoded-content-length': '5',
      'x-amz-trailer': 'x-amz-checksum',
    });
    assert.equal(sent.status, 200);
    const got = await client.fetch(`${url}/frames/chunked`);
    assert.deepEqual([await got.text(), got.headers.get('content-encoding')], ['abcde', null]);
    for (const bad of ['abc', '5\r\nabc', 'ffffffff\r\nabc\r\n0\r\n\r\n', '3\r\nabcd\r\n'])
      assert.equal((await put('bad', bad, { 'x-amz-content-sha256': 'STREAMING-X' })).status, 400);
  });

  it('takes every key that S3 takes, and each names itself alone', async () => {
    const keys = [
      'a//b',
      '//',
      'a\\b',
      'a"b',
      "'<&>`",
      'a\0\u0001b',
      'é😀 +%2F?#',
      '../../etc/passwd',
      './a',
      'a/./b',
      'a/',
    ];
    for (const key of keys) {
      const path = `/frames/${encodeURIComponent(key).replaceAll('.', '%2E')}`;
      const stored = await raw('PUT', path, { 'x-amz-meta-key': encodeURIComponent(key) });
      assert.deepEqual(statuses(stored), [200], key);
      assert.ok((await raw('GET', path)).includes(`\r\nx-amz-meta-key: ${encodeURIComponent(key)}\r\n`), key);
      assert.ok(await s3.readObject('frames', key), key);
    }
    assert.equal(await s3.readObject('frames', 'a/b'), undefined);
    const listed = await (await client.fetch(`${url}/frames?list-type=2&encoding-type=url`)).text();
    const found = [...listed.matchAll(/<Key>([^<]*)</g)].map(([, key]) => decodeURIComponent(key!));
    assert.deepEqual(
      keys.filter(key => !found.includes(key)),
      [],
    );
    for (const path of ['/frames/%ff', `/frames/${'a'.repeat(1025)}`])
      assert.deepEqual(statuses(await raw('GET', path)), [400], path);
    assert.deepEqual(statuses(await raw('PUT', `/frames/${'a'.repeat(1024)}`)), [200]);
  });

  it('takes no part of an upload that there is not', async () => {
    for (const upload of ['..', 'a'.repeat(32), '']) {
      const part = await client.fetch(`${url}/frames/part?partNumber=1&uploadId=${upload}`, {
        method: 'PUT',
        body: 'x',
      });
      assert.deepEqual([part.status, /<Code>NoSuchUpload</.test(await part.text())], [404, true], upload);
    }
  });

  it('lists in pages, by prefix and by folder', async () => {
    for (const key of ['list/a', 'list/b/1', 'list/b/2', 'list/\uffee', 'list/😀']) await put(encodeURI(key), 'x');
    const list = async (more: string) => (await client.fetch(`${url}/frames?list-type=2&prefix=list/${more}`)).text();
    const texts = (xml: string, name: string) =>
      [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text]) => text);
    const shown = (xml: string) => [texts(xml, 'Key'), texts(xml, 'Prefix').slice(1)];
    assert.deepEqual(shown(await list('&delimiter=/')), [['list/a', 'list/\uffee', 'list/😀'], ['list/b/']]);
    const first = await list('&delimiter=/&max-keys=2');
    assert.deepEqual(shown(first), [['list/a'], ['list/b/']]);
    const [token] = texts(first, 'NextContinuationToken');
    const second = await list(`&delimiter=/&max-keys=2&continuation-token=${token}`);
    assert.deepEqual([shown(second), texts(second, 'IsTruncated')], [[['list/\uffee', 'list/😀'], []], ['false']]);
    assert.deepEqual(shown(await list('&start-after=list/b/1')), [['list/b/2', 'list/\uffee', 'list/😀'], []]);
  });

  it('says by name what it does not support', async () => {
    const refused = await client.fetch(`${url}/frames/photo?acl`);
    assert.match(`${refused.status} ${await refused.text()}`, /^501 .*does not support GET object acl/s);
  });

  it('serves the AWS CLI', { skip: withoutAwsCli }, async () => {
    const photo = join(folder, 'photo.jpg');
    const bytes = Buffer.alloc(9_000_000, 'photo');
    writeFileSync(photo, bytes);
    const run = (...args: string[]) => aws(url, 's3api', ...args);
    await aws(url, 's3', 'cp', '--only-show-errors', photo, 's3://frames/frames/photo.jpg');
    const { Contents } = (await run('list-objects-v2', '--bucket', 'frames', '--prefix', 'frames/photo')) as {
      Contents: { Key: string; Size: number }[];
    };
    assert.deepEqual(
      Contents.map(({ Key, Size }) => [Key, Size]),
      [['frames/photo.jpg', bytes.length]],
    );
    await aws(url, 's3', 'cp', '--only-show-errors', 's3://frames/frames/photo.jpg', `${photo}.2`);
    assert.ok(readFileSync(`${photo}.2`).equals(bytes));
    const presigned = (
      await promisify(execFile)('aws', ['--endpoint-url', url, 's3', 'presign', 's3://frames/frames/photo.jpg'], {
        env: environment,
      })
    ).stdout.trim();
    assert.equal((await (await fetch(presigned)).arrayBuffer()).byteLength, bytes.length);
    const opened = async (link: string) => `${(await fetch(link)).status}`;
    assert.equal(await opened(presigned.replace('photo.jpg', 'other.jpg')), '403');
    const key = 'cli//../a "b"\\c';
    await run('put-object', '--bucket', 'frames', '--key', key, '--body', `${photo}`, '--if-none-match', '*');
    await assert.rejects(
      run('put-object', '--bucket', 'frames', '--key', key, '--body', photo, '--if-none-match', '*'),
      /PreconditionFailed/,
    );
    const { ETag } = (await run('head-object', '--bucket', 'frames', '--key', key)) as { ETag: string };
    const source = ['--copy-source', `frames/${key}`];
    const copy = ['copy-object', '--bucket', 'frames', '--key', 'cli/copy', ...source, '--copy-source-if-match'];
    await assert.rejects(run(...copy, '"0"'), /PreconditionFailed/);
    await run(...copy, ETag);
    const { Buckets } = (await run('list-buckets')) as { Buckets: { CreationDate: string }[] };
    assert.ok(Buckets.every(({ CreationDate }) => Date.parse(CreationDate) <= Date.now()));
    await aws(url, 's3', 'rm', '--recursive', '--only-show-errors', 's3://frames/cli/');
    await aws(url, 's3', 'rm', '--only-show-errors', 's3://frames/frames/photo.jpg');
    await assert.rejects(run('head-object', '--bucket', 'frames', '--key', 'frames/photo.jpg'), /404/);
  });
});
