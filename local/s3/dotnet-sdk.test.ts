/* The requests of the AWS SDK for .NET 4 (AWSSDK.S3 with ForcePathStyle), as it sends them. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { AwsV4Signer } from 'aws4fetch';
import { exchange } from '../cloudfront/testing/raw-http.ts';
import { listen } from '../ports.ts';
import { S3 } from './s3.ts';

const s3 = new S3([{ name: 'frames', cors: [], notifications: [] }]);
const server = createServer((request, response) => void s3.handle(request, response));
let port: number;
before(async () => {
  port = await listen(server, 'aws', 0);
});
after(async () => {
  server.close();
  server.closeAllConnections();
  await s3.stop();
});

const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

async function send(method: string, path: string, headers: Record<string, string> = {}, body = '') {
  const signed = await new AwsV4Signer({
    ...{ method, url: `http://localhost:${port}${path}`, service: 's3', region: 'us-east-1' },
    ...{ accessKeyId: 'local', secretAccessKey: 'local' },
    headers: { 'X-Amz-Content-SHA256': empty, 'amz-sdk-request': 'attempt=1; max=3', ...headers },
  }).sign();
  const all = [['Host', `localhost:${port}`], ['Connection', 'close'], ...signed.headers];
  const lines = all.map(([name, value]) => `${name}: ${value}\r\n`);
  const answer = await exchange(port, `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`, 60_000);
  const [, status, head = '', content = ''] = /HTTP\/1\.1 (?!100)(\d{3}) ([^]*?)\r\n\r\n([^]*)$/.exec(answer) ?? [];
  return { status: Number(status), head, content };
}

/** PutObject sends its content in signed chunks, with the checksum after them. */
function put(path: string, content: string, headers: Record<string, string> = {}) {
  const signature = `chunk-signature=${'0'.repeat(64)}`;
  const chunk = content === '' ? '' : `${content.length.toString(16)};${signature}\r\n${content}\r\n`;
  const body =
    `${chunk}0;${signature}\r\n` + `x-amz-checksum-crc32:AAAAAA==\r\nx-amz-trailer-signature:${'0'.repeat(64)}\r\n\r\n`;
  return send(
    'PUT',
    path,
    {
      Expect: '100-continue',
      'x-amz-sdk-checksum-algorithm': 'CRC32',
      'x-amz-trailer': 'x-amz-checksum-crc32',
      'X-Amz-Decoded-Content-Length': String(content.length),
      'Content-Type': 'image/jpeg',
      'X-Amz-Content-SHA256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
      'Content-Encoding': 'aws-chunked',
      'Content-Length': String(body.length),
      ...headers,
    },
    body,
  );
}
const copy = (path: string, source: string, headers: Record<string, string> = {}) =>
  send('PUT', path, {
    'x-amz-metadata-directive': 'COPY',
    'x-amz-copy-source': source,
    'Content-Length': '0',
    ...headers,
  });

const md5OfX = '9dd4e461268c8034f5c8564e155c67a6';
const odd = '/frames/frames/a%20b%2Bc%20%C3%A9%3F%23%26%3D%2541.jpg';

describe('The AWS SDK for .NET', () => {
  it('puts, gets and deletes an object, whatever its key', async () => {
    for (const path of ['/frames/frames/plain.jpg', odd]) {
      const stored = await put(path, 'photo', { 'x-amz-meta-who': 'me' });
      assert.equal(stored.status, 200, stored.content);
      const got = await send('GET', path, { 'x-amz-checksum-mode': 'ENABLED' });
      assert.deepEqual([got.status, got.content], [200, 'photo']);
      assert.match(got.head, /^content-type: image\/jpeg\r$/im);
      assert.match(got.head, /^x-amz-meta-who: me\r$/im);
      assert.match(got.head, /^etag: "5ae0c1c8a5260bc7b6648f6fbd115c35"\r$/im);
      assert.doesNotMatch(got.head, /aws-chunked/);
      for (const status of [204, 204]) assert.equal((await send('DELETE', path)).status, status);
    }
    assert.equal((await put('/frames/empty', '')).status, 200);
    assert.equal((await send('GET', '/frames/empty')).content, '');
  });

  it('copies an object, and names it with its slashes encoded', async () => {
    await put(odd, 'photo');
    const source = 'frames%2Fframes%2Fa%20b%2Bc%20%C3%A9%3F%23%26%3D%2541.jpg';
    const copied = await copy('/frames/people/1', source);
    assert.match(copied.content, /<ETag>&quot;5ae0c1c8a5260bc7b6648f6fbd115c35&quot;<\/ETag>/);
    assert.match((await send('GET', '/frames/people/1')).head, /image\/jpeg/i);
    assert.equal((await copy('/frames/people/2', `${source}?versionId=null`)).status, 200);
    await put('/frames/people/1', 'another');
    const replaced = await copy('/frames/people/1', source, {
      'x-amz-metadata-directive': 'REPLACE',
      'Content-Type': 'image/png',
    });
    assert.match(replaced.content, /5ae0c1c8a5260bc7b6648f6fbd115c35/);
    assert.match((await send('GET', '/frames/people/1')).head, /image\/png/i);
    const gone = await copy('/frames/people/2', 'frames%2Fnone');
    assert.deepEqual([gone.status, /<Code>NoSuchKey</.test(gone.content)], [404, true]);
  });

  it('reads on condition', async () => {
    await put('/frames/x', 'x');
    for (const [etag, status] of [
      ['"0"', 412],
      ['0', 412],
      [`"${md5OfX}"`, 200],
      [`"0", ${md5OfX}`, 200],
      ['*', 200],
    ] as const)
      assert.equal((await send('GET', '/frames/x', { 'If-Match': etag })).status, status, etag);
    assert.equal((await send('GET', '/frames/none', { 'If-Match': '"0"' })).status, 404);
    assert.equal((await send('GET', '/frames/x', { 'If-None-Match': `"${md5OfX}"` })).status, 304);
    assert.equal((await send('GET', '/frames/x', { 'If-None-Match': '"0"' })).status, 200);
    const [past, future] = ['Sun, 01 Nov 2020 00:00:00 GMT', 'Fri, 01 Nov 2120 00:00:00 GMT'];
    assert.equal((await send('GET', '/frames/x', { 'If-Unmodified-Since': past })).status, 412);
    assert.equal((await send('GET', '/frames/x', { 'If-Modified-Since': future })).status, 304);
    assert.equal((await send('GET', '/frames/x', { 'If-Modified-Since': past })).status, 200);
  });

  it('writes and deletes only what is not there, or is as it was read', async () => {
    await put('/frames/x', 'x');
    const failed = (answer: { status: number; content: string }) => {
      assert.deepEqual([answer.status, /<Code>PreconditionFailed</.test(answer.content)], [412, true]);
    };
    const source = 'frames%2Fx';
    failed(await put('/frames/x', 'y', { 'If-None-Match': '*' }));
    failed(await put('/frames/x', 'y', { 'If-Match': '"0"' }));
    failed(await send('DELETE', '/frames/x', { 'If-Match': '"0"' }));
    failed(await copy('/frames/x', 'frames%2Fempty', { 'If-None-Match': '*' }));
    failed(await copy('/frames/y', source, { 'x-amz-copy-source-if-match': '"0"' }));
    failed(await copy('/frames/y', source, { 'x-amz-copy-source-if-none-match': md5OfX }));
    assert.equal((await put('/frames/none', 'y', { 'If-Match': md5OfX })).status, 404);
    assert.equal((await send('GET', '/frames/y')).status, 404);
    assert.equal((await send('GET', '/frames/x')).content, 'x');
    const good = { 'x-amz-copy-source-if-match': `"${md5OfX}"`, 'If-None-Match': '*' };
    assert.equal((await copy('/frames/y', source, good)).status, 200);
    failed(await copy('/frames/y', source, good));
    const once = await Promise.all(
      ['1', '2', '3', '4'].map(text => put('/frames/once', text, { 'If-None-Match': '*' })),
    );
    assert.deepEqual(once.map(({ status }) => status).sort(), [200, 412, 412, 412]);
    assert.equal((await send('DELETE', '/frames/y', { 'If-Match': md5OfX })).status, 204);
  });

  it('copies an object to itself only with other metadata', async () => {
    await put('/frames/same', 'x');
    const refused = await copy('/frames/same', 'frames%2Fsame');
    assert.deepEqual([refused.status, /<Code>InvalidRequest</.test(refused.content)], [400, true]);
    const type = { 'x-amz-metadata-directive': 'REPLACE', 'Content-Type': 'image/png' };
    assert.equal((await copy('/frames/same', 'frames%2Fsame', type)).status, 200);
    assert.match((await send('GET', '/frames/same')).head, /image\/png/i);
  });

  it('understands what it is told of a key that no error may have as it is', async () => {
    const { status, content } = await send('GET', `${odd}%3C`);
    assert.equal(status, 404);
    assert.match(content, /<Code>NoSuchKey<.*<Key>frames\/a b\+c \S+\?#&amp;=%41\.jpg&lt;<\/Key>/);
    assert.doesNotMatch(content, /&(?!amp;|lt;)/);
  });
});

describe('The bytes of an object', () => {
  it('are there for other services, and undefined for none', async () => {
    await put(odd, 'photo');
    await put('/frames/empty', '');
    const read = async (bucket: string, key: string, version?: string) =>
      (await s3.readObject(bucket, key, version))?.toString();
    assert.equal(await read('frames', 'frames/a b+c é?#&=%41.jpg'), 'photo');
    assert.equal(await read('frames', 'frames/a b+c é?#&=%41.jpg', 'null'), 'photo');
    assert.equal(await read('frames', 'empty'), '');
    for (const [bucket, key, version] of [
      ['frames', 'none'],
      ['none', 'none'],
      ['frames', ''],
      ['frames', 'empty', 'v1'],
      ['..', 'x'],
      ['', ''],
    ] as const)
      assert.equal(await read(bucket, key, version), undefined, `${bucket}/${key}`);
    assert.equal(await new S3([]).readObject('frames', 'x'), undefined);
  });
});
