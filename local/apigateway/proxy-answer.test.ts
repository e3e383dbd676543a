import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { json, startSite } from '../cloudfront/testing/server.ts';
import { functionUri, proxyMethod, stackOf } from '../cloudfront/testing/stack.ts';
import { AwsError } from '../endpoint/error.ts';

const internalError = { message: 'Internal server error' };

suite('the function’s answer', () => {
  const answerTo = async (result: unknown) => {
    await using site = await startSite({ answer: () => result });
    const request = { headers: { 'x-approval-key': 'secret' } };
    const answer = await fetch(`${site.url}/api/requests/1?key=secret`, request);
    const body = Buffer.from(await answer.arrayBuffer());
    return { status: answer.status, headers: answer.headers, body, lines: site.lines };
  };

  test('has status, headers and body', async () => {
    const headers = { 'Content-Type': 'text/html; charset=utf-8', 'X-Flag': true, 'X-Number': 3 };
    const { status, headers: got, body } = await answerTo({ statusCode: 409, headers, body: '<p>Grüße 👍</p>' });
    assert.deepEqual([status, String(body)], [409, '<p>Grüße 👍</p>']);
    for (const [name, value] of Object.entries(headers)) assert.equal(got.get(name), String(value));
    assert.match(got.get('x-amzn-requestid') ?? '', /^[0-9a-f-]{36}$/);
    assert.ok(got.get('x-amz-apigw-id'));
    assert.match(got.get('x-amzn-trace-id') ?? '', /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  });

  test('may omit every member', async () => {
    for (const result of [{}, { statusCode: 200 }, { statusCode: '200', headers: null, body: null }, { headers: {} }]) {
      const { status, headers, body } = await answerTo(result);
      assert.deepEqual([status, headers.get('content-type'), body.length], [200, 'application/json', 0]);
    }
    assert.equal((await answerTo({ statusCode: '201' })).status, 201);
    assert.equal((await answerTo({ statusCode: 204, body: 'dropped' })).body.length, 0);
  });

  test('may repeat a header, which replaces the single one', async () => {
    const multiValueHeaders = { 'X-A': ['1', '2'], 'Set-Cookie': ['a=1', 'b=2'] };
    const { headers } = await answerTo({ statusCode: 200, headers: { 'x-a': 'solo' }, multiValueHeaders });
    assert.equal(headers.get('x-a'), '1, 2');
    assert.deepEqual(headers.getSetCookie(), ['a=1', 'b=2']);
  });

  test('cannot set headers that API Gateway sets', async () => {
    const own = { 'Content-Length': '999', Server: 'mine', Connection: 'upgrade', 'Transfer-Encoding': 'x' };
    const { headers } = await answerTo({ statusCode: 200, body: 'ok', headers: own });
    assert.equal(headers.get('content-length'), '2');
    assert.equal(headers.get('x-amzn-remapped-content-length'), '999');
    assert.equal(headers.get('x-amzn-remapped-server'), 'mine');
    assert.equal(headers.get('transfer-encoding'), null);
  });

  test('in base64 stays in base64', async () => {
    assert.equal(String((await answerTo({ body: 'YQ==', isBase64Encoded: true })).body), 'YQ==');
  });

  const malformed: [name: string, result: unknown][] = [
    ['text', 'just a string'],
    ['JSON string', '"justAString"'],
    ['null', 'null'],
    ['nothing', ''],
    ['list', '[]'],
    ['an unknown member', { statusCode: 200, cookies: [] }],
    ['a status that is a word', { statusCode: 'ok' }],
    ['a status out of range', { statusCode: 999 }],
    ['a fraction as status', { statusCode: 200.5 }],
    ['an object as body', { statusCode: 200, body: { a: 1 } }],
    ['a list as headers', { statusCode: 200, headers: ['x'] }],
    ['an object as header', { statusCode: 200, headers: { 'x-a': {} } }],
    ['a line break in a header', { statusCode: 200, headers: { 'x-a': 'b\r\nset-cookie: c=d' } }],
    ['a header name with a space', { statusCode: 200, headers: { 'x a': 'b' } }],
    ['a text where a list must be', { statusCode: 200, multiValueHeaders: { 'x-a': 'b' } }],
  ];
  for (const [name, result] of malformed) {
    test(`is a 502 if it is malformed: ${name}`, async () => {
      const { status, headers, body, lines } = await answerTo(result);
      assert.deepEqual([status, JSON.parse(String(body))], [502, internalError]);
      assert.equal(headers.get('x-amzn-errortype'), 'InternalServerErrorException');
      assert.equal(lines.length, 1);
      assert.match(lines[0] ?? '', /^GET \/requests\/\{id\}: malformed answer of view: /);
    });
  }

  test('is a 502 if the function failed; the log says why, without the request', async () => {
    const { status, body, lines } = await answerTo(new AwsError('ResourceNotFoundException', 'no table'));
    assert.deepEqual([status, JSON.parse(String(body))], [502, internalError]);
    assert.deepEqual(lines, ['GET /requests/{id}: view failed: ResourceNotFoundException: no table']);
  });

  test('is a 502 if the function cannot be invoked', async () => {
    const missing = new AwsError('ResourceNotFoundException', 'Function not found', 404);
    await using site = await startSite({ answer: () => Promise.reject(missing) });
    assert.deepEqual(await json(await fetch(`${site.url}/api/requests/1`)), [502, internalError]);
    assert.deepEqual(site.lines, ['GET /requests/{id}: ResourceNotFoundException: Function not found']);
  });

  test('is a 504 if it takes too long, and is then ignored', async () => {
    const uri = { Type: 'AWS_PROXY', Uri: functionUri('view') };
    const Integration = { IntegrationHttpMethod: 'POST', TimeoutInMillis: 50, ...uri };
    const stack = stackOf({ RequestGet: proxyMethod('GET', 'r2', { Integration }) });
    const held = Promise.withResolvers<never>();
    await using site = await startSite({ stack, answer: () => held.promise });
    const tooLate = { message: 'Endpoint request timed out' };
    assert.deepEqual(await json(await fetch(`${site.url}/api/requests/1`)), [504, tooLate]);
    held.reject(new Error('late'));
    assert.equal((await fetch(`${site.url}/api/nowhere`)).status, 403);
    assert.deepEqual(site.lines, ['GET /requests/{id}: no answer within 50 ms']);
  });
});
