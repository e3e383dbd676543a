import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { apiId, stackOf } from '../cloudfront/testing/stack.ts';
import { listen } from '../ports.ts';
import { apiOrigins } from './api-gateway.ts';
import { directApis } from './direct.ts';

test('REST APIs are also served at the AWS endpoint, by id and stage', async () => {
  const invoke = async (_: string, payload: string) => {
    const { path, queryStringParameters, requestContext, body } = JSON.parse(payload);
    const given = [path, queryStringParameters, requestContext.stage, body];
    return { payload: JSON.stringify({ body: JSON.stringify(given) }) };
  };
  const apis = directApis(
    apiOrigins(stackOf(), {
      backends: { lambda: { invoke }, stepFunctions: async () => ({}) },
      tokens: { claimsOf: async () => 'invalid' },
      log: assert.fail,
    }),
    assert.fail,
  );
  const server = createServer((request, response) => {
    if (!apis(request, response)) response.end('another service');
  });
  after(() => server.close());
  const url = `http://localhost:${await listen(server, 'aws', 0)}`;
  const ask = async (path: string, options: RequestInit = {}) => (await fetch(url + path, options)).text();
  const api = `/_aws/execute-api/${apiId}`;
  assert.equal(await ask(`${api}/api/requests/1?a=b`), '["/requests/1",{"a":"b"},"api",null]');
  assert.equal(await ask(`${api}/api/echo/x`, { method: 'POST', body: 'hi' }), '["/echo/x",null,"api","hi"]');
  assert.equal(await ask(`${api}/other/requests/1`), '{"message":"Forbidden"}');
  for (const path of ['/', '/bucket/key', '/_aws/execute-api/none/api/', '/_aws/'])
    assert.equal(await ask(path), 'another service');
});
