import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { ask, statuses } from './testing/raw-http.ts';
import { startSite, text } from './testing/server.ts';
import {
  bucketName,
  bucketPolicy,
  contentSecurityPolicy,
  distribution,
  siteBehavior,
  stackOf,
} from './testing/stack.ts';

const page = Buffer.from('<!doctype html><title>Review</title>');
const files = {
  'index.html': page,
  'review.html': page,
  'assets/app-x1.js': Buffer.from('console.log("grüße")'),
  'assets/a b+ü.css': Buffer.from('b{}'),
  'assets/data': Buffer.from('1'),
  api: Buffer.from('a file called api'),
  'big.txt': Buffer.from('approval '.repeat(500)),
  'big.png': Buffer.alloc(5000),
};

suite('the site through CloudFront', () => {
  test('serves the default root object, files and their content types', async () => {
    await using site = await startSite({ files });
    assert.deepEqual(await text(await fetch(site.url)), [200, String(page)]);
    assert.deepEqual(await text(await fetch(`${site.url}/review.html#id=1&key=2`)), [200, String(page)]);
    assert.deepEqual(await text(await fetch(`${site.url}/review.html?utm=mail`)), [200, String(page)]);
    const types: [path: string, type: string][] = [
      ['/', 'text/html'],
      ['/assets/app-x1.js', 'text/javascript'],
      ['/assets/a%20b+%C3%BC.css', 'text/css'],
      ['/assets/data', 'binary/octet-stream'],
      ['/api', 'binary/octet-stream'],
    ];
    for (const [path, type] of types) {
      const answer = await fetch(`${site.url}${path}`);
      assert.deepEqual([path, answer.status, answer.headers.get('content-type')], [path, 200, type]);
    }
    assert.equal(site.events.length, 0);
  });

  test('answers a missing key with 404 if CloudFront may list the bucket, else with 403', async () => {
    await using closed = await startSite({ files });
    const denied = await fetch(`${closed.url}/missing.html`);
    assert.equal(denied.status, 403);
    assert.equal(denied.headers.get('content-type'), 'application/xml');
    assert.match(await denied.text(), /<Code>AccessDenied<\/Code>/);
    assert.equal((await fetch(`${closed.url}/assets/`)).status, 403);

    await using open = await startSite({ files, stack: stackOf(bucketPolicy('s3:GetObject', 's3:ListBucket')) });
    const missing = await fetch(`${open.url}/missing.html`);
    assert.equal(missing.status, 404);
    assert.match(await missing.text(), /<Code>NoSuchKey<\/Code>/);
  });

  test('without a default root object, the root path does not exist', async () => {
    await using site = await startSite({ files, stack: stackOf(distribution({ DefaultRootObject: '' })) });
    assert.equal((await fetch(site.url)).status, 403);
  });

  test('answers 304 if the browser has the current ETag', async () => {
    await using site = await startSite({ files });
    const first = await fetch(`${site.url}/index.html`);
    const etag = first.headers.get('etag') ?? '';
    assert.match(etag, /^"[0-9a-f]{32}"$/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await fetch(`${site.url}/index.html`, { headers: { 'if-none-match': known } });
      assert.deepEqual(await text(again), [304, '']);
      assert.equal(again.headers.get('etag'), etag);
      assert.equal(again.headers.get('content-security-policy'), contentSecurityPolicy);
    }
    assert.equal((await fetch(`${site.url}/index.html`, { headers: { 'if-none-match': '"other"' } })).status, 200);
  });

  test('answers HEAD with the headers of GET and no body', async () => {
    await using site = await startSite({ files });
    const answer = await ask(site.port, 'HEAD', '/index.html');
    assert.deepEqual(statuses(answer), [200]);
    assert.match(answer, new RegExp(`^Content-Length: ${page.length}\r$`, 'm'));
    assert.match(answer, /\r\n\r\n$/);
  });

  test('serves objects with the metadata of their deployment', async () => {
    await using site = await startSite({ files });
    const metadata = { 'cache-control': 'no-cache', 'content-type': 'text/plain' };
    site.store.put({ bucket: bucketName, key: 'index.html', content: page, headers: metadata, how: 'Put' });
    const { headers } = await fetch(site.url);
    assert.deepEqual([headers.get('cache-control'), headers.get('content-type')], ['no-cache', 'text/plain']);
    assert.equal((await fetch(`${site.url}/review.html`)).headers.get('cache-control'), null);
  });

  test('compresses what CloudFront compresses, Brotli before gzip', async () => {
    await using site = await startSite({ files });
    const get = async (path: string, codings: string): Promise<[string | null, Buffer, Headers]> => {
      const answer = await ask(site.port, 'GET', path, `Accept-Encoding: ${codings}`);
      const [head = '', ...rest] = answer.split('\r\n\r\n');
      const lines = head
        .split('\r\n')
        .slice(1)
        .map(line => line.split(': ', 2) as [string, string]);
      const headers = new Headers(lines);
      return [headers.get('content-encoding'), Buffer.from(rest.join('\r\n\r\n'), 'latin1'), headers];
    };
    const original = String(files['big.txt']);
    const [br, brBody, brHeaders] = await get('/big.txt', 'gzip, deflate, br');
    assert.deepEqual([br, String(brotliDecompressSync(brBody))], ['br', original]);
    assert.match(brHeaders.get('etag') ?? '', /^W\/"/);
    assert.equal(brHeaders.get('vary'), 'Accept-Encoding');
    const [gz, gzBody] = await get('/big.txt', 'gzip, br;q=0');
    assert.deepEqual([gz, String(gunzipSync(gzBody))], ['gzip', original]);
    assert.equal((await get('/big.txt', 'identity'))[0], null);
    assert.equal((await get('/index.html', 'br'))[0], null, 'too small');
    assert.equal((await get('/big.png', 'br'))[0], null, 'not a text');
  });

  test('does not compress if the cache policy does not allow it', async () => {
    const uncompressed = { ...siteBehavior, CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad' };
    await using site = await startSite({ files, stack: stackOf(distribution({ DefaultCacheBehavior: uncompressed })) });
    const answer = await fetch(`${site.url}/big.txt`, { headers: { 'accept-encoding': 'br' } });
    assert.equal(answer.headers.get('content-encoding'), null);
  });

  test('an error while reading a file gives a 502 and a log line', async () => {
    await using site = await startSite({ files });
    site.store.stop();
    const answer = await fetch(`${site.url}/index.html?key=secret`);
    assert.equal(answer.status, 502);
    assert.doesNotMatch(await answer.text(), /not open/);
    assert.equal(site.lines.length, 1);
    assert.match(site.lines[0] ?? '', /not open/);
    assert.doesNotMatch(site.lines[0] ?? '', /secret/);
  });
});

test('a stack without a distribution has no website', async () => {
  const stack = stackOf();
  stack.resources.delete('Site');
  await using site = await startSite({ stack });
  assert.equal((await fetch(site.url)).status, 404);
});
