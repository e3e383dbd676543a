import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ask } from './testing/raw-http.ts';
import { startSite } from './testing/server.ts';
import { apiBehavior, apiDomain, distribution, stackOf } from './testing/stack.ts';

suite('what reaches the origin', () => {
  const send = { cookie: 'a=1; b=2', 'x-approval-key': 'k', 'x-other': 'o', 'user-agent': 'test', accept: 'text/html' };

  test('AllViewerExceptHostHeader forwards all headers but the host', async () => {
    await using site = await startSite();
    await fetch(`${site.url}/api/requests/1?key=k&x=%20`, { headers: send });
    const [event] = site.events;
    assert.partialDeepStrictEqual(event?.headers, { ...send, Host: apiDomain });
    assert.deepEqual(event?.queryStringParameters, { key: 'k', x: ' ' });
  });

  test('without an origin request policy, only the path and the body are forwarded', async () => {
    const { OriginRequestPolicyId: _, ...none } = apiBehavior;
    await using site = await startSite({ stack: stackOf(distribution({ CacheBehaviors: [none] })) });
    const headers = { ...send, 'content-type': 'text/plain' };
    await fetch(`${site.url}/api/echo/1?key=k`, { method: 'POST', body: 'text', headers });
    const [event] = site.events;
    assert.deepEqual(Object.keys(event?.headers ?? {}).sort(), [
      'Host',
      'User-Agent',
      'Via',
      'X-Amz-Cf-Id',
      'X-Amzn-Trace-Id',
      'X-Forwarded-For',
      'X-Forwarded-Port',
      'X-Forwarded-Proto',
      'content-type',
    ]);
    assert.equal(event?.headers['User-Agent'], 'Amazon CloudFront');
    assert.equal(event?.queryStringParameters, null);
    assert.equal(event?.body, 'text');
  });

  test('adds the viewer’s address and removes headers of the connection', async () => {
    await using site = await startSite();
    const forged = ['X-Forwarded-For: 203.0.113.9', 'X-Forwarded-Proto: gopher', 'X-Amz-Cf-Id: forged'];
    await ask(site.port, 'GET', '/api/requests/1', ...forged, 'Via: 1.0 mine', 'TE: trailers');
    const headers = site.events[0]?.headers ?? {};
    assert.equal(headers['X-Forwarded-For'], '203.0.113.9, 127.0.0.1, 127.0.0.1');
    assert.equal(headers['X-Forwarded-Proto'], 'https');
    assert.match(headers.Via ?? '', /^1\.0 mine, 1\.1 \S+ \(CloudFront\)$/);
    assert.notEqual(headers['X-Amz-Cf-Id'], 'forged');
    assert.deepEqual(
      Object.keys(headers).filter(name => /^(te|connection)$/i.test(name)),
      [],
    );
  });

  test('answers have CloudFront’s headers', async () => {
    await using site = await startSite({ files: { 'index.html': Buffer.from('index') } });
    const ok = await fetch(site.url);
    assert.equal(ok.headers.get('x-cache'), 'Miss from cloudfront');
    assert.match(ok.headers.get('via') ?? '', /CloudFront/);
    assert.equal((await fetch(`${site.url}/none`)).headers.get('x-cache'), 'Error from cloudfront');
  });
});
