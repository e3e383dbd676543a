import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ask } from '../testing/rawhttp.ts';
import { startEdge, text } from '../testing/server.ts';
import { apiBehavior, apiDomain, apiOrigin, distribution, s3Origin, stackOf } from '../testing/stack.ts';

suite('what reaches the origin', () => {
  const send = { cookie: 'a=1; b=2', 'x-approval-key': 'k', 'x-other': 'o', 'user-agent': 'test', accept: 'text/html' };

  test('AllViewerExceptHostHeader passes on all but the host', async () => {
    await using edge = await startEdge();
    await fetch(`${edge.url}/api/requests/1?key=k&x=%20`, { headers: send });
    const [event] = edge.events;
    const { 'user-agent': agent, cookie, ...others } = send;
    assert.partialDeepStrictEqual(event?.headers, { ...others, Host: apiDomain, 'User-Agent': agent, Cookie: cookie });
    assert.deepEqual(event?.queryStringParameters, { key: 'k', x: ' ' });
  });

  test('without an origin request policy, nothing of the viewer’s but the path and the body', async () => {
    const { OriginRequestPolicyId: _, ...none } = apiBehavior;
    await using edge = await startEdge({ stack: stackOf(distribution({ CacheBehaviors: [none] })) });
    const headers = { ...send, 'content-type': 'text/plain' };
    await fetch(`${edge.url}/api/echo/1?key=k`, { method: 'POST', body: 'text', headers });
    const [event] = edge.events;
    assert.deepEqual(Object.keys(event?.headers ?? {}).sort(), [
      'Host', 'User-Agent', 'Via', 'X-Amz-Cf-Id', 'X-Amzn-Trace-Id', 'X-Forwarded-For', 'X-Forwarded-Port',
      'X-Forwarded-Proto', 'content-type',
    ]);
    assert.equal(event?.headers['User-Agent'], 'Amazon CloudFront');
    assert.equal(event?.queryStringParameters, null);
    assert.equal(event?.body, 'text');
  });

  test('policies of the stack pass on what they list', async () => {
    const parameters = {
      CookiesConfig: { CookieBehavior: 'whitelist', Cookies: ['b'] },
      EnableAcceptEncodingBrotli: true,
      EnableAcceptEncodingGzip: true,
      HeadersConfig: { HeaderBehavior: 'none' },
      QueryStringsConfig: { QueryStringBehavior: 'allExcept', QueryStrings: ['key'] },
    };
    const cache = { MaxTTL: 1, MinTTL: 0, Name: 'C', ParametersInCacheKeyAndForwardedToOrigin: parameters };
    const originRequest = {
      CookiesConfig: { CookieBehavior: 'none' },
      HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['X-Approval-Key'] },
      Name: 'O',
      QueryStringsConfig: { QueryStringBehavior: 'none' },
    };
    const behavior = { ...apiBehavior, CachePolicyId: 'cache-id', OriginRequestPolicyId: 'origin-id' };
    const stack = stackOf(distribution({ CacheBehaviors: [behavior] }), {
      Cache: { type: 'AWS::CloudFront::CachePolicy', ref: 'cache-id', properties: { CachePolicyConfig: cache } },
      Forward: {
        type: 'AWS::CloudFront::OriginRequestPolicy',
        ref: 'origin-id',
        properties: { OriginRequestPolicyConfig: originRequest },
      },
    });
    await using edge = await startEdge({ stack });
    const headers = { ...send, 'accept-encoding': 'deflate, gzip' };
    await fetch(`${edge.url}/api/requests/1?a=1&key=k&a=2`, { headers });
    const [event] = edge.events;
    const got = ['x-approval-key', 'x-other', 'Cookie', 'Accept-Encoding'].map(name => event?.headers[name]);
    assert.deepEqual(got, ['k', undefined, 'b=2', 'gzip']);
    assert.deepEqual(event?.multiValueQueryStringParameters, { a: ['1', '2'] });
  });

  test('a viewer’s own host is one that the API refuses', async () => {
    const behavior = { ...apiBehavior, OriginRequestPolicyId: '216adef6-5c7f-47e4-b989-5492eafa07d3' };
    await using edge = await startEdge({ stack: stackOf(distribution({ CacheBehaviors: [behavior] })) });
    const answer = await fetch(`${edge.url}/api/requests/1`);
    assert.deepEqual(await text(answer), [403, '{"message":"Forbidden"}']);
  });

  test('has the origin’s path in front and its custom headers, whatever the viewer sent', async () => {
    const custom = [{ HeaderName: 'X-Origin', HeaderValue: 'cloudfront' }];
    const Origins = [s3Origin, { ...apiOrigin, OriginPath: '/api', OriginCustomHeaders: custom }];
    const CacheBehaviors = [{ ...apiBehavior, PathPattern: 'requests/*' }];
    await using edge = await startEdge({ stack: stackOf(distribution({ CacheBehaviors, Origins })) });
    await fetch(`${edge.url}/requests/7`, { headers: { 'x-origin': 'forged' } });
    const [event] = edge.events;
    assert.equal(event?.requestContext['path'], '/api/requests/7');
    assert.equal(event?.path, '/requests/7');
    assert.deepEqual(Object.entries(event?.multiValueHeaders ?? {}).filter(([name]) => /x-origin/i.test(name)), [
      ['X-Origin', ['cloudfront']],
    ]);
  });

  test('tells where the request came from, and hides the connection', async () => {
    await using edge = await startEdge();
    const forged = ['X-Forwarded-For: 203.0.113.9', 'X-Forwarded-Proto: gopher', 'X-Amz-Cf-Id: forged'];
    await ask(edge.port, 'GET', '/api/requests/1', ...forged, 'Via: 1.0 mine', 'TE: trailers');
    const headers = edge.events[0]?.headers ?? {};
    assert.equal(headers['X-Forwarded-For'], '203.0.113.9, 127.0.0.1, 127.0.0.1');
    assert.equal(headers['X-Forwarded-Proto'], 'https');
    assert.match(headers['Via'] ?? '', /^1\.0 mine, 1\.1 \S+ \(CloudFront\)$/);
    assert.notEqual(headers['X-Amz-Cf-Id'], 'forged');
    assert.deepEqual(Object.keys(headers).filter(name => /^(te|connection)$/i.test(name)), []);
  });

  test('answers say that they came through CloudFront', async () => {
    await using edge = await startEdge({ files: { 'index.html': Buffer.from('index') } });
    const ok = await fetch(edge.url);
    assert.equal(ok.headers.get('x-cache'), 'Miss from cloudfront');
    assert.match(ok.headers.get('via') ?? '', /CloudFront/);
    assert.equal((await fetch(`${edge.url}/none`)).headers.get('x-cache'), 'Error from cloudfront');
  });
});
