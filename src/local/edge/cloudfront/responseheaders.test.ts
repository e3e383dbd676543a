import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { startEdge } from '../testing/server.ts';
import { apiBehavior, contentSecurityPolicy, distribution, siteBehavior, stackOf } from '../testing/stack.ts';

const files = { 'index.html': Buffer.from('index') };

suite('response headers policies', () => {
  const expected = {
    'content-security-policy': contentSecurityPolicy,
    'permissions-policy': 'camera=()',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-xss-protection': '1; mode=block',
    'server': null,
  };
  const pick = (headers: Headers): object =>
    Object.fromEntries(Object.keys(expected).map(name => [name, headers.get(name)]));

  test('apply to the site, to the API, to their errors and to refusals of CloudFront', async () => {
    await using edge = await startEdge({ files });
    for (const path of ['/', '/missing', '/api/requests/1', '/api/nowhere']) {
      assert.deepEqual(pick((await fetch(`${edge.url}${path}`)).headers), expected, path);
    }
    assert.deepEqual(pick((await fetch(edge.url, { method: 'POST' })).headers), expected);
  });

  test('override the origin’s header or leave it, as they say', async () => {
    const headers = { 'Referrer-Policy': 'origin', 'X-Frame-Options': 'SAMEORIGIN', 'permissions-policy': 'camera=*' };
    await using edge = await startEdge({ answer: () => ({ statusCode: 200, headers }) });
    const answer = await fetch(`${edge.url}/api/requests/1`);
    assert.deepEqual(pick(answer.headers), { ...expected, 'referrer-policy': 'origin' });
  });

  test('may be the managed SecurityHeadersPolicy, or none', async () => {
    const managed = { ...siteBehavior, ResponseHeadersPolicyId: '67f7725c-6f97-4210-82d7-5512b31e9d03' };
    const { ResponseHeadersPolicyId: _, ...none } = apiBehavior;
    const stack = stackOf(distribution({ DefaultCacheBehavior: managed, CacheBehaviors: [none] }));
    await using edge = await startEdge({ files, stack });
    const site = await fetch(edge.url);
    assert.equal(site.headers.get('strict-transport-security'), 'max-age=31536000');
    assert.equal(site.headers.get('x-frame-options'), 'SAMEORIGIN');
    assert.equal(site.headers.get('server'), 'AmazonS3');
    assert.equal((await fetch(`${edge.url}/api/requests/1`)).headers.get('x-frame-options'), null);
  });
});
