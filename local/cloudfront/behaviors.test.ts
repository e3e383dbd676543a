import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ask, exchange, statuses } from './testing/raw-http.ts';
import { startSite } from './testing/server.ts';
import { apiBehavior, contentSecurityPolicy, distribution, siteBehavior, stackOf } from './testing/stack.ts';

const files = { 'index.html': Buffer.from('index'), api: Buffer.from('a file') };

suite('behaviours', () => {
  test('are chosen by path pattern, in order, with CloudFront’s rules for case and slashes', async () => {
    const behaviors = [
      { ...apiBehavior, PathPattern: '/api/exact' },
      { ...siteBehavior, PathPattern: 'api/site-?.js' },
      apiBehavior,
    ];
    await using site = await startSite({ files, stack: stackOf(distribution({ CacheBehaviors: behaviors })) });
    const isApi = async (path: string): Promise<boolean> => /x-amzn-/i.test(await ask(site.port, 'GET', path));
    const expected: [path: string, api: boolean][] = [
      ['/api/exact', true],
      ['/api/site-1.js', false],
      ['/api/site-.js', true],
      ['/api/site-12.js', true],
      ['/api/', true],
      ['/api', false],
      ['/API/x', false],
      ['/apix/y', false],
      ['/x/api/y', false],
      ['/%61pi/requests', true],
      ['/api/%2e%2e/index.html', false],
      ['/api/a/../x', true],
    ];
    const actual: [path: string, api: boolean][] = [];
    for (const [path] of expected) actual.push([path, await isApi(path)]);
    // The path matches `api/*` after normalization, but API Gateway receives it as sent and has no stage `%61pi`.
    assert.deepEqual(actual, expected);
    assert.match(await ask(site.port, 'GET', '/%61pi/x'), /"Forbidden"/);
  });

  test('refuse other methods than they allow, with the behaviour’s headers', async () => {
    await using site = await startSite({ files });
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'PROPFIND']) {
      const answer = await fetch(`${site.url}/index.html`, { method });
      assert.equal(answer.status, 403, method);
      assert.equal(answer.headers.get('content-security-policy'), contentSecurityPolicy);
      assert.match(await answer.text(), /not configured to allow the HTTP request method/);
    }
    assert.equal((await fetch(`${site.url}/api/echo/x`, { method: 'PROPFIND' })).status, 403);
    assert.equal(site.events.length, 0);
  });

  test('refuse a GET with a body', async () => {
    await using site = await startSite({ files });
    const answer = await exchange(site.port, 'GET /api/echo/x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi');
    assert.deepEqual(statuses(answer), [403]);
    assert.equal(site.events.length, 0);
  });

  test('a bucket stays read-only even if the behaviour allows PUT', async () => {
    const all = { ...siteBehavior, AllowedMethods: apiBehavior.AllowedMethods };
    await using site = await startSite({ files, stack: stackOf(distribution({ DefaultCacheBehavior: all })) });
    const answer = await fetch(`${site.url}/index.html`, { method: 'PUT', body: 'new' });
    assert.equal(answer.status, 403);
    assert.match(await answer.text(), /AccessDenied/);
  });
});
