import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { siteOf, json, startSite } from '../cloudfront/testing/server.ts';
import { apiId, proxyMethod, requestValidator, stackOf, type StackParts } from '../cloudfront/testing/stack.ts';

suite('gateway responses', () => {
  const response = (ResponseType: string, more: object): StackParts => {
    const properties = { ResponseType, RestApiId: apiId, ...more };
    return { [ResponseType]: { type: 'AWS::ApiGateway::GatewayResponse', properties } };
  };

  test('apply to the errors of their type, else of their class', async () => {
    const withType = '{"message":$context.error.messageString,"type":"$context.error.responseType"}';
    const asText = '${context.stage}:$context.error.message $context.none!';
    const required = { RequestParameters: { 'method.request.querystring.q': true }, RequestValidatorId: 'v1' };
    const stack = stackOf(
      response('DEFAULT_4XX', { ResponseTemplates: { 'application/json': withType } }),
      response('DEFAULT_5XX', { StatusCode: '500', ResponseTemplates: { 'text/plain': asText } }),
      response('MISSING_AUTHENTICATION_TOKEN', {
        StatusCode: 404,
        ResponseTemplates: { 'application/json': '{"message":"Not found"}' },
      }),
      requestValidator(true, true),
      { RequestGet: proxyMethod('GET', 'r2', required) },
    );
    await using site = await startSite({ stack, answer: () => 'malformed' });
    assert.deepEqual(await json(await fetch(`${site.url}/api/nowhere`)), [404, { message: 'Not found' }]);
    const bad = await fetch(`${site.url}/api/requests/1`);
    const message = 'Missing required request parameters: [q]';
    assert.deepEqual(await json(bad), [400, { message, type: 'BAD_REQUEST_PARAMETERS' }]);
    const failed = await fetch(`${site.url}/api/requests/1?q=1`);
    assert.deepEqual(
      [failed.status, failed.headers.get('content-type'), await failed.text()],
      [500, 'text/plain', 'api:Internal server error !'],
    );
  });

  test('are refused at start if they use more than variables', () => {
    for (const template of ['#set($x = 1)', '$input.body', '$stageVariables.x', '$util.escapeJavaScript("x")']) {
      const parts = response('DEFAULT_4XX', { ResponseTemplates: { 'application/json': template } });
      assert.throws(() => siteOf(parts), /DEFAULT_4XX .*: ResponseTemplates uses more than/);
    }
    const ResponseParameters = { 'gatewayresponse.header.x': "'y'" };
    assert.throws(() => siteOf(response('DEFAULT_4XX', { ResponseParameters })), /ResponseParameters is not/);
  });
});
