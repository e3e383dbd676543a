import type { ResolvedResource, ResolvedStack } from '../../stack/types.ts';

/** Resources as the CDK synthesizes them and the runner resolves them, by logical id. */
export type StackParts = Record<string, StackPart>;

interface StackPart {
  type: string;
  ref?: string;
  properties: Record<string, unknown>;
}

export const apiId = 'a1b2c3d4e5';
export const bucketName = 'approvalworkflow-sitebucket-000000000000';
export const apiDomain = `${apiId}.execute-api.us-east-1.amazonaws.com`;
export const contentSecurityPolicy = "default-src 'none'; script-src 'self'; connect-src 'self'";

export function functionUri(name: string): string {
  const arn = `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
  return `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations`;
}

export function proxyMethod(httpMethod: string, resourceId: string, more: object = {}, name = 'view'): StackPart {
  const Integration = { IntegrationHttpMethod: 'POST', Type: 'AWS_PROXY', Uri: functionUri(name) };
  const properties = { HttpMethod: httpMethod, Integration, ResourceId: resourceId, RestApiId: apiId };
  return { type: 'AWS::ApiGateway::Method', properties: { AuthorizationType: 'NONE', ...properties, ...more } };
}

export function restApi(properties: object): StackParts {
  return { Api: { type: 'AWS::ApiGateway::RestApi', ref: apiId, properties: { Name: 'Api', ...properties } } };
}

export function stage(properties: object): StackParts {
  const all = { DeploymentId: 'dep123', RestApiId: apiId, StageName: 'api', ...properties };
  return { Stage: { type: 'AWS::ApiGateway::Stage', ref: all.StageName, properties: all } };
}

export function requestValidator(ValidateRequestBody: boolean, ValidateRequestParameters: boolean): StackParts {
  const properties = { RestApiId: apiId, ValidateRequestBody, ValidateRequestParameters };
  return { Validator: { type: 'AWS::ApiGateway::RequestValidator', ref: 'v1', properties } };
}

export function apiResource(ref: string, parentId: string, pathPart: string): StackPart {
  const properties = { ParentId: parentId, PathPart: pathPart, RestApiId: apiId };
  return { type: 'AWS::ApiGateway::Resource', ref, properties };
}

export const s3Origin = {
  DomainName: `${bucketName}.s3.us-east-1.amazonaws.com`,
  Id: 'SiteOrigin',
  OriginAccessControlId: 'OAC',
  S3OriginConfig: { OriginAccessIdentity: '' },
};

const apiOrigin = {
  CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
  DomainName: apiDomain,
  Id: 'ApiOrigin',
};

export const siteBehavior = {
  CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
  Compress: true,
  ResponseHeadersPolicyId: 'headers-policy',
  TargetOriginId: 'SiteOrigin',
  ViewerProtocolPolicy: 'redirect-to-https',
};

export const apiBehavior = {
  AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
  CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
  Compress: true,
  OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
  PathPattern: 'api/*',
  ResponseHeadersPolicyId: 'headers-policy',
  TargetOriginId: 'ApiOrigin',
  ViewerProtocolPolicy: 'https-only',
};

export function distribution(config: Record<string, unknown> = {}): StackParts {
  const DistributionConfig = {
    CacheBehaviors: [apiBehavior],
    DefaultCacheBehavior: siteBehavior,
    DefaultRootObject: 'index.html',
    Enabled: true,
    HttpVersion: 'http2',
    IPV6Enabled: true,
    Origins: [s3Origin, apiOrigin],
    PriceClass: 'PriceClass_100',
    ...config,
  };
  return { Site: { type: 'AWS::CloudFront::Distribution', ref: 'EDFDVBD6', properties: { DistributionConfig } } };
}

export const runsFunction = { EventType: 'viewer-request', FunctionARN: 'arn:pages' };

export function cloudFrontFunction(FunctionCode: string, more: object = {}): StackParts {
  const FunctionConfig = { Comment: 'Pages', Runtime: 'cloudfront-js-2.0' };
  const properties = { AutoPublish: true, FunctionCode, FunctionConfig, Name: 'Pages', ...more };
  return { Pages: { type: 'AWS::CloudFront::Function', ref: 'arn:pages', properties } };
}

export function bucketPolicy(...actions: string[]): StackParts {
  const deny = { Action: 's3:*', Effect: 'Deny', Principal: { AWS: '*' } };
  const Principal = { Service: 'cloudfront.amazonaws.com' };
  const allow = actions.map(Action => ({ Action, Effect: 'Allow', Principal }));
  const properties = { Bucket: bucketName, PolicyDocument: { Statement: [deny, ...allow], Version: '2012-10-17' } };
  return { SitePolicy: { type: 'AWS::S3::BucketPolicy', properties } };
}

const responseHeaders = {
  CustomHeadersConfig: { Items: [{ Header: 'permissions-policy', Override: true, Value: 'camera=()' }] },
  Name: 'SiteHeaders',
  SecurityHeadersConfig: {
    ContentSecurityPolicy: { ContentSecurityPolicy: contentSecurityPolicy, Override: true },
    ContentTypeOptions: { Override: true },
    FrameOptions: { FrameOption: 'DENY', Override: true },
    ReferrerPolicy: { Override: false, ReferrerPolicy: 'no-referrer' },
    StrictTransportSecurity: { AccessControlMaxAgeSec: 31536000, IncludeSubdomains: true, Override: true },
  },
};

export function headersPolicy(ResponseHeadersPolicyConfig: object): StackParts {
  const type = 'AWS::CloudFront::ResponseHeadersPolicy';
  return { Headers: { type, ref: 'headers-policy', properties: { ResponseHeadersPolicyConfig } } };
}

/** A site and an API on stage `api`: `GET /requests/{id}`, `POST /requests/{id}/decision`, `ANY /echo/{proxy+}`. */
export function stackOf(...parts: StackParts[]): ResolvedStack {
  const all: StackParts = Object.assign(
    {
      SiteBucket: { type: 'AWS::S3::Bucket', ref: bucketName, properties: {} },
      ...bucketPolicy('s3:GetObject'),
      View: { type: 'AWS::Lambda::Function', ref: 'view', properties: {} },
      Decide: { type: 'AWS::Lambda::Function', ref: 'decide', properties: {} },
      ...restApi({}),
      Account: { type: 'AWS::ApiGateway::Account', properties: {} },
      Deployment: { type: 'AWS::ApiGateway::Deployment', ref: 'dep123', properties: { RestApiId: apiId } },
      ...stage({ TracingEnabled: true }),
      Requests: apiResource('r1', 'root0', 'requests'),
      Request: apiResource('r2', 'r1', '{id}'),
      Decision: apiResource('r3', 'r2', 'decision'),
      Echo: apiResource('r4', 'root0', 'echo'),
      EchoProxy: apiResource('r5', 'r4', '{proxy+}'),
      RequestGet: proxyMethod('GET', 'r2'),
      DecisionPost: proxyMethod('POST', 'r3', {}, 'decide'),
      EchoAny: proxyMethod('ANY', 'r5'),
      ...headersPolicy(responseHeaders),
      ...distribution(),
    },
    ...parts,
  );
  const resources = Object.entries(all).map(([logicalId, { type, ref = logicalId, properties }]): ResolvedResource => ({
    logicalId,
    type,
    ref,
    properties,
  }));
  return { resources: new Map(resources.map(resource => [resource.logicalId, resource])), outputs: {} };
}
