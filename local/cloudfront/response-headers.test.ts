import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { startEdge } from './testing/server.ts';
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

  test('may be left out', async () => {
    const { ResponseHeadersPolicyId: _, ...none } = apiBehavior;
    await using edge = await startEdge({ stack: stackOf(distribution({ CacheBehaviors: [none] })) });
    assert.equal((await fetch(`${edge.url}/api/requests/1`)).headers.get('x-frame-options'), null);
  });
});
