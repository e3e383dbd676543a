import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { siteOf } from '../cloudfront/testing/server.ts';
import { apiId, functionUri, proxyMethod, restApi, stage, type StackParts } from '../cloudfront/testing/stack.ts';

const method = (more: object): StackParts => ({ RequestGet: proxyMethod('GET', 'r2', more) });
const integration = (more: object): StackParts =>
  method({ Integration: { IntegrationHttpMethod: 'POST', Type: 'AWS_PROXY', Uri: functionUri('view'), ...more } });
const deployment = (more: object): StackParts => ({
  Deployment: { type: 'AWS::ApiGateway::Deployment', ref: 'dep123', properties: { RestApiId: apiId, ...more } },
});

suite('an unsupported property of API Gateway is refused at start, by name', () => {
  const cases: [message: RegExp, parts: StackParts][] = [
    [/^RequestGet \(AWS::ApiGateway::Method\): AuthorizationType is AWS_IAM/, method({ AuthorizationType: 'AWS_IAM' })],
    [/^RequestGet .*: AuthorizationType is CUSTOM/, method({ AuthorizationType: 'CUSTOM', AuthorizerId: 'a1' })],
    [/^RequestGet .*: ApiKeyRequired is true/, method({ ApiKeyRequired: true })],
    [/^RequestGet .*: RequestValidatorId names no validator/, method({ RequestValidatorId: 'v9' })],
    [/^RequestGet .*: Integration is missing/, method({ Integration: undefined })],
    [/^RequestGet .*: Integration\.Type is MOCK,/, integration({ Type: 'MOCK' })],
    [/^RequestGet .*: Integration\.IntegrationHttpMethod must be POST/, integration({ IntegrationHttpMethod: 'GET' })],
    [/^RequestGet .*: Integration\.RequestParameters is not/, integration({ RequestParameters: { a: 'b' } })],
    [/^RequestGet .*: Integration\.ResponseTransferMode is not/, integration({ ResponseTransferMode: 'STREAM' })],
    [/^RequestGet .*: Integration\.Uri is not a function of this stack/, integration({ Uri: functionUri('other') })],
    [/^RequestGet .*: Integration\.Uri is not a function of this stack/, integration({ Uri: 'https://example.com' })],
    [/^Api .*: MinimumCompressionSize is not/, restApi({ MinimumCompressionSize: 10 })],
    [/^Api .*: BinaryMediaTypes is not/, restApi({ BinaryMediaTypes: ['image/*'] })],
    [/^Api .*: Policy is not/, restApi({ Policy: { Statement: [] } })],
    [/^Api .*: Body is not/, restApi({ Body: { openapi: '3.0.1' } })],
    [/^Api .*: DisableExecuteApiEndpoint is true/, restApi({ DisableExecuteApiEndpoint: true })],
    [/^Stage .*: CacheClusterEnabled is not/, stage({ CacheClusterEnabled: true })],
    [/^Stage .*: Variables is not/, stage({ Variables: { colour: 'blue' } })],
    [/^Stage .*: CanarySetting is not/, stage({ CanarySetting: { PercentTraffic: 10 } })],
    [/^Stage .*: MethodSettings\[0\]\.CachingEnabled is true/, stage({ MethodSettings: [{ CachingEnabled: 'true' }] })],
    [/^Deployment .*: StageName is not/, deployment({ StageName: 'api' })],
  ];
  for (const [message, parts] of cases) {
    test(String(message), () => {
      assert.throws(() => siteOf(parts), { name: 'Problem', message });
    });
  }
});

test('properties without a local effect are ignored', () => {
  const settings = { DataTraceEnabled: true, HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 1 };
  siteOf(
    restApi({ EndpointConfiguration: { Types: ['REGIONAL'] }, Tags: [{ Key: 'a', Value: 'b' }] }),
    stage({ AccessLogSetting: { Format: '$context.requestId' }, MethodSettings: [settings] }),
    integration({ Credentials: 'arn:aws:iam::000000000000:role/r', PassthroughBehavior: 'WHEN_NO_MATCH' }),
    { UsagePlan: { type: 'AWS::ApiGateway::UsagePlan', properties: {} } },
  );
});
