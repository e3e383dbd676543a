import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { edgeOf, json, startEdge } from '../testing/server.ts';
import { apiResource, proxyMethod, stackOf } from '../testing/stack.ts';
import type { StackParts } from '../testing/stack.ts';

suite('mock integrations', () => {
  const preflight = {
    IntegrationResponses: [
      { ResponseParameters: { 'method.response.header.Access-Control-Allow-Origin': "'*'" }, StatusCode: '204' },
      { ResponseTemplates: { 'application/json': '{"odd":true}' }, SelectionPattern: '5\\d\\d', StatusCode: '503' },
    ],
    RequestTemplates: { 'application/json': '{ statusCode: 200 }', 'text/plain': '{"statusCode": 501}' },
    Type: 'MOCK',
  };
  const method = (Integration: object): StackParts => ({
    Mock: apiResource('r8', 'root0', 'mock'),
    MockAny: proxyMethod('ANY', 'r8', { Integration }),
  });

  test('answer as their templates say', async () => {
    await using edge = await startEdge({ stack: stackOf(method(preflight)) });
    const answer = await fetch(`${edge.url}/api/mock`, { method: 'OPTIONS' });
    assert.deepEqual([answer.status, answer.headers.get('access-control-allow-origin')], [204, '*']);
    const post = (type: string): Promise<Response> =>
      fetch(`${edge.url}/api/mock`, { method: 'POST', body: 'x', headers: { 'content-type': type } });
    assert.deepEqual(await json(await post('text/plain')), [503, { odd: true }]);
    assert.deepEqual(await json(await post('text/css')), [415, { message: 'Unsupported Media Type' }]);
    assert.equal(edge.events.length, 0);
  });

  test('fail where no response fits', async () => {
    const IntegrationResponses = [{ SelectionPattern: '4\\d\\d', StatusCode: '400' }];
    await using edge = await startEdge({ stack: stackOf(method({ ...preflight, IntegrationResponses })) });
    assert.equal((await fetch(`${edge.url}/api/mock`)).status, 502);
  });

  test('stop the start if they need a template language', () => {
    const request = { ...preflight, RequestTemplates: { 'application/json': '{"statusCode": $input.params("s")}' } };
    assert.throws(() => edgeOf(method(request)), /MockAny .*: Integration\.RequestTemplates is not just a status code/);
    const response = [{ ResponseTemplates: { 'application/json': '$context.requestId' }, StatusCode: '200' }];
    assert.throws(() => edgeOf(method({ ...preflight, IntegrationResponses: response })),
      /MockAny .*: Integration\.IntegrationResponses\[0\]\.ResponseTemplates uses variables/);
  });
});
