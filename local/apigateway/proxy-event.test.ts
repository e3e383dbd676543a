import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ask, exchange } from '../cloudfront/testing/raw-http.ts';
import { startSite } from '../cloudfront/testing/server.ts';
import { apiDomain, apiId } from '../cloudfront/testing/stack.ts';

suite('the proxy event', () => {
  test('has the members that AWS documents', async () => {
    await using site = await startSite();
    const before = Date.now();
    const trace = 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1';
    await fetch(`${site.url}/api/requests/42`, { headers: { 'user-agent': 'test/1', 'X-Amzn-Trace-Id': trace } });
    const [event] = site.events;
    assert.ok(event);
    const { headers, multiValueHeaders, requestContext, ...rest } = event;
    assert.deepEqual(rest, {
      resource: '/requests/{id}',
      path: '/requests/42',
      httpMethod: 'GET',
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: { id: '42' },
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
    });
    const { extendedRequestId, requestId, requestTime, requestTimeEpoch, ...context } = requestContext;
    assert.deepEqual(context, {
      accountId: '000000000000',
      apiId,
      deploymentId: 'dep123',
      domainName: apiDomain,
      domainPrefix: apiId,
      httpMethod: 'GET',
      identity: {
        accessKey: null,
        accountId: null,
        caller: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: '127.0.0.1',
        user: null,
        userAgent: 'test/1',
        userArn: null,
      },
      path: '/api/requests/42',
      protocol: 'HTTP/1.1',
      resourceId: 'r2',
      resourcePath: '/requests/{id}',
      stage: 'api',
    });
    assert.match(String(requestId), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.match(String(requestTime), /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
    assert.ok(before <= Number(requestTimeEpoch) && Number(requestTimeEpoch) <= Date.now());
    assert.match(String(extendedRequestId), /=$/);
    assert.equal(headers['X-Amzn-Trace-Id'], 'Root=1-5759e988-bd862e3fe1be46a994272793');
    assert.deepEqual(Object.keys(multiValueHeaders), Object.keys(headers));
  });

  test('leaves path parameters encoded as they were sent', async () => {
    await using site = await startSite();
    const sent = ['a%2Fb', 'caf%C3%A9', 'a+b', '%40x', 'x;y=1', '%2E', "it's", '%25', '~a_b-c.d'];
    for (const id of sent) await ask(site.port, 'GET', `/api/requests/${id}`);
    assert.deepEqual(
      site.events.map(event => event.pathParameters?.id),
      sent,
    );
    assert.deepEqual(
      site.events.map(event => event.path),
      sent.map(id => `/requests/${id}`),
    );
  });

  test('has the rest of the path for a greedy parameter, and API Gateway’s slashes', async () => {
    await using site = await startSite();
    for (const path of ['/api/echo/a', '/api/echo/a/b%20c/', '/api//echo/a']) await ask(site.port, 'GET', path);
    const paths = site.events.map(event => [event.path, event.pathParameters, event.requestContext.path]);
    assert.deepEqual(paths, [
      ['/echo/a', { proxy: 'a' }, '/api/echo/a'],
      ['/echo/a/b%20c/', { proxy: 'a/b%20c' }, '/api/echo/a/b%20c/'],
      ['/echo/a', { proxy: 'a' }, '/api//echo/a'],
    ]);
  });

  test('decodes query strings, keeps all values in order, and uses the last one as the single value', async () => {
    await using site = await startSite();
    const query =
      'category=electronics&category=books&plus=a+b&enc=a%2Bb&u=%C3%BC%F0%9F%91%8D&empty=&bare&=anonymous'
      + '&bad=%zz&a%20b=1&semi=1;colon=2&__proto__=x';
    await ask(site.port, 'GET', `/api/requests/1?${query}`);
    const [event] = site.events;
    assert.deepEqual(Object.entries(event?.multiValueQueryStringParameters ?? {}), [
      ['category', ['electronics', 'books']],
      ['plus', ['a b']],
      ['enc', ['a+b']],
      ['u', ['ü👍']],
      ['empty', ['']],
      ['bare', ['']],
      ['', ['anonymous']],
      ['bad', ['%zz']],
      ['a b', ['1']],
      ['semi', ['1']],
      ['colon', ['2']],
      ['__proto__', ['x']],
    ]);
    assert.equal(event?.queryStringParameters?.category, 'books');
  });

  test('keeps repeated headers and their spelling', async () => {
    await using site = await startSite();
    await ask(site.port, 'GET', '/api/requests/1', 'tEsT-HEADeR: one', 'X-Two: 1', 'Test-Header: two', 'X-TWO: 2');
    const [event] = site.events;
    assert.deepEqual(event?.multiValueHeaders['tEsT-HEADeR'], ['one', 'two']);
    assert.equal(event?.headers['tEsT-HEADeR'], 'two');
    assert.deepEqual(event?.multiValueHeaders['X-Two'], ['1', '2']);
    assert.equal(event?.headers['Test-Header'], undefined);
  });

  test('has the body as text', async () => {
    await using site = await startSite();
    const body = '{"comment":"Grüße 👍 \u0000"}';
    await fetch(`${site.url}/api/echo/x`, { method: 'POST', body });
    assert.deepEqual(
      site.events.map(event => [event.body, event.isBase64Encoded]),
      [[body, false]],
    );
  });

  test('has the whole of a chunked body, and no header for its length', async () => {
    await using site = await startSite();
    const request = 'POST /api/echo/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n';
    await exchange(site.port, `${request}3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n`);
    const [event] = site.events;
    assert.equal(event?.body, 'abcdefg');
    const names = Object.keys(event?.headers ?? {}).map(name => name.toLowerCase());
    assert.deepEqual(
      names.filter(name => ['content-length', 'transfer-encoding'].includes(name)),
      [],
    );
  });
});
