import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { siteOf, json, startSite } from '../cloudfront/testing/server.ts';
import { apiId, proxyMethod, requestValidator, stackOf, type StackParts } from '../cloudfront/testing/stack.ts';

function model(Schema: unknown): StackParts {
  const properties = { ContentType: 'application/json', RestApiId: apiId, Schema };
  return { Model: { type: 'AWS::ApiGateway::Model', ref: 'Decision', properties } };
}

suite('request parameters', () => {
  const RequestParameters = {
    'method.request.header.x-approval-key': true,
    'method.request.path.id': true,
    'method.request.querystring.q': true,
    'method.request.querystring.optional': false,
  };
  const method = { RequestGet: proxyMethod('GET', 'r2', { RequestParameters, RequestValidatorId: 'v1' }) };

  test('that are required must be present and not blank', async () => {
    await using site = await startSite({ stack: stackOf(requestValidator(true, true), method) });
    const get = (query: string, headers: Record<string, string> = {}): Promise<Response> =>
      fetch(`${site.url}/api/requests/1${query}`, { headers });
    const both = await get('');
    assert.equal(both.headers.get('x-amzn-errortype'), 'BadRequestException');
    assert.deepEqual(await json(both), [400, { message: 'Missing required request parameters: [x-approval-key, q]' }]);
    const query = { message: 'Missing required request parameters: [q]' };
    assert.deepEqual(await json(await get('?q=', { 'x-approval-key': 'k' })), [400, query]);
    assert.equal(site.events.length, 0);
    assert.equal((await get('?q=1', { 'X-APPROVAL-KEY': 'k' })).status, 200);
  });

  test('are not checked by a validator of bodies only', async () => {
    await using site = await startSite({ stack: stackOf(requestValidator(true, false), method) });
    assert.equal((await fetch(`${site.url}/api/requests/1`)).status, 200);
  });

  test('are refused at start if they are not parameters', () => {
    const more = { RequestParameters: { 'method.request.body.x': true }, RequestValidatorId: 'v1' };
    const parts = { ...requestValidator(true, true), RequestGet: proxyMethod('GET', 'r2', more) };
    assert.throws(() => siteOf(parts), /RequestParameters names method\.request\.body\.x/);
  });
});

suite('request bodies', () => {
  const schema = {
    $schema: 'http://json-schema.org/draft-04/schema#',
    type: 'object',
    required: ['decision'],
    properties: {
      decision: { enum: ['approve', 'reject'] },
      comment: { type: 'string', maxLength: 3 },
      cost: { type: 'number' },
    },
    additionalProperties: false,
  };
  const method = (models: object): StackParts => ({
    DecisionPost: proxyMethod('POST', 'r3', { RequestModels: models, RequestValidatorId: 'v1' }, 'decide'),
  });

  test('must match the model of their content type', async () => {
    const stack = stackOf(requestValidator(true, true), model(schema), method({ 'application/json': 'Decision' }));
    await using site = await startSite({ stack });
    const post = (body: string, type = 'application/json; charset=utf-8'): Promise<Response> =>
      fetch(`${site.url}/api/requests/1/decision`, { method: 'POST', body, headers: { 'content-type': type } });
    const refusal = [400, { message: 'Invalid request body' }];
    const bad = [
      '',
      '{',
      'null',
      '[]',
      '{}',
      '{"decision":"maybe"}',
      '{"decision":"approve","x":1}',
      '{"decision":"approve","comment":"long"}',
    ];
    for (const body of bad) assert.deepEqual(await json(await post(body)), refusal, body);
    assert.equal(site.events.length, 0);
    const good = [
      '{"decision":"approve"}',
      '{"decision":"reject","comment":"👍👍👍"}',
      '{"decision":"approve","cost":1.10}',
    ];
    for (const body of good) assert.equal((await post(body)).status, 200, body);
    assert.equal((await post('anything', 'text/plain')).status, 200, 'no model for this type');
  });

  test('may have one model for all types, and a built-in model', async () => {
    await using site = await startSite({ stack: stackOf(requestValidator(true, true), method({ $default: 'Empty' })) });
    const post = (body: string): Promise<Response> =>
      fetch(`${site.url}/api/requests/1/decision`, { method: 'POST', body, headers: { 'content-type': 'text/plain' } });
    assert.deepEqual([(await post('{"a":1}')).status, (await post('text')).status], [200, 400]);
  });

  test('are refused at start with a missing or unsupported model', () => {
    assert.throws(
      () => siteOf({ ...requestValidator(true, true), ...method({ 'application/json': 'Other' }) }),
      /DecisionPost \(AWS::ApiGateway::Method\): RequestModels names no model of this stack: Other$/,
    );
    const parts = { ...requestValidator(true, true), ...method({ 'application/json': 'Decision' }) };
    assert.throws(
      () => siteOf({ ...parts, ...model({ type: 'object', unknown: {} }) }),
      /Model \(AWS::ApiGateway::Model\): Schema is a JSON schema .*: "unknown"/,
    );
  });
});
