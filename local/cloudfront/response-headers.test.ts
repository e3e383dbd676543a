import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { startSite } from './testing/server.ts';
import { apiBehavior, contentSecurityPolicy, distribution, stackOf } from './testing/stack.ts';

const files = { 'index.html': Buffer.from('index') };

suite('response headers policies', () => {
  const expected = {
    'content-security-policy': contentSecurityPolicy,
    'permissions-policy': 'camera=()',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
  const pick = (headers: Headers): object =>
    Object.fromEntries(Object.keys(expected).map(name => [name, headers.get(name)]));

  test('are added to answers and errors of the site, the API and CloudFront itself', async () => {
    await using site = await startSite({ files });
    for (const path of ['/', '/missing', '/api/requests/1', '/api/nowhere'])
      assert.deepEqual(pick((await fetch(`${site.url}${path}`)).headers), expected, path);
    assert.deepEqual(pick((await fetch(site.url, { method: 'POST' })).headers), expected);
  });

  test('replace the origin’s header only with Override', async () => {
    const headers = { 'Referrer-Policy': 'origin', 'X-Frame-Options': 'SAMEORIGIN', 'permissions-policy': 'camera=*' };
    await using site = await startSite({ answer: () => ({ statusCode: 200, headers }) });
    const answer = await fetch(`${site.url}/api/requests/1`);
    assert.deepEqual(pick(answer.headers), { ...expected, 'referrer-policy': 'origin' });
  });

  test('may be left out', async () => {
    const { ResponseHeadersPolicyId: _, ...none } = apiBehavior;
    await using site = await startSite({ stack: stackOf(distribution({ CacheBehaviors: [none] })) });
    assert.equal((await fetch(`${site.url}/api/requests/1`)).headers.get('x-frame-options'), null);
  });
});
