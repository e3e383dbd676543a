import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { siteOf } from './testing/server.ts';
import {
  apiBehavior,
  bucketPolicy,
  cloudFrontFunction,
  distribution,
  headersPolicy,
  s3Origin,
  runsFunction,
  siteBehavior,
  type StackParts,
} from './testing/stack.ts';

const origin = (more: object): StackParts => distribution({ CacheBehaviors: [], Origins: [{ ...s3Origin, ...more }] });
const site = (more: object): StackParts => distribution({ DefaultCacheBehavior: { ...siteBehavior, ...more } });
const api = (more: object): StackParts => distribution({ CacheBehaviors: [{ ...apiBehavior, ...more }] });
const runs = (more: object = {}): StackParts => ({
  ...cloudFrontFunction(''),
  ...site({ FunctionAssociations: [{ ...runsFunction, ...more }] }),
});

suite('what the local CloudFront does not do stops the start, by name', () => {
  const cases: [message: RegExp, parts: StackParts][] = [
    [/serves one AWS::CloudFront::Distribution; found Site, Other/, { Other: distribution().Site! }],
    [/found Site, Second/, { Second: { type: 'AWS::CloudFront::Distribution', properties: {} } }],
    [/^Site \(AWS::CloudFront::Distribution\): DistributionConfig\.Enabled is false/, distribution({ Enabled: false })],
    [/DistributionConfig\.OriginGroups is not supported/, distribution({ OriginGroups: { Quantity: 1 } })],
    [
      /CustomErrorResponses\[0\]\.ResponsePagePath is not/,
      distribution({ CustomErrorResponses: [{ ErrorCode: 404, ResponsePagePath: '/404.html' }] }),
    ],
    [/Origins\[0\]\.OriginPath is not/, origin({ OriginPath: '/x' })],
    [/FunctionAssociations\[0\]\.EventType is viewer-response, which/, runs({ EventType: 'viewer-response' })],
    [/FunctionAssociations\[0\]\.FunctionARN is arn:other, which is not a/, runs({ FunctionARN: 'arn:other' })],
    [/FunctionAssociations has several/, site({ FunctionAssociations: [{}, {}] })],
    [/^Pages .* AutoPublish is false/, { ...runs(), ...cloudFrontFunction('', { AutoPublish: false }) }],
    [
      /^Pages .* FunctionConfig\.Runtime is cloudfront-js-1\.0, which/,
      { ...runs(), ...cloudFrontFunction('', { FunctionConfig: { Runtime: 'cloudfront-js-1.0' } }) },
    ],
    [
      /^Pages .* FunctionConfig\.KeyValueStoreAssociations is not/,
      { ...runs(), ...cloudFrontFunction('', { FunctionConfig: { KeyValueStoreAssociations: [{ a: 1 }] } }) },
    ],
    [/DefaultCacheBehavior\.LambdaFunctionAssociations is not/, site({ LambdaFunctionAssociations: [{}] })],
    [/DefaultCacheBehavior\.TrustedKeyGroups is not/, site({ TrustedKeyGroups: ['k'] })],
    [/DefaultCacheBehavior\.ForwardedValues is not/, site({ ForwardedValues: { QueryString: true } })],
    [/DefaultCacheBehavior\.CachePolicyId is missing/, site({ CachePolicyId: undefined })],
    [/CacheBehaviors\[0\]\.CachePolicyId is 2e5, which the runner does not support/, api({ CachePolicyId: '2e5' })],
    [/CacheBehaviors\[0\]\.OriginRequestPolicyId is 33f, which the/, api({ OriginRequestPolicyId: '33f' })],
    [/CacheBehaviors\[0\]\.ResponseHeadersPolicyId is 606, which is not a/, api({ ResponseHeadersPolicyId: '606' })],
    [/CacheBehaviors\[0\]\.TargetOriginId names no origin: Other/, api({ TargetOriginId: 'Other' })],
    [/CacheBehaviors\[0\]\.Compress must be true or false/, api({ Compress: 'maybe' })],
    [/CacheBehaviors\[0\]\.AllowedMethods must be a list/, api({ AllowedMethods: 'GET' })],
    [/Origins\[0\]\.DomainName is example\.com: neither a REST API nor/, origin({ DomainName: 'example.com' })],
    [/Origins\[0\]\.DomainName is other\.s3/, origin({ DomainName: 'other.s3.us-east-1.amazonaws.com' })],
    [/Origins\[0\]\.DomainName is z\.execute-api/, origin({ DomainName: 'z.execute-api.us-east-1.amazonaws.com' })],
    [/Origins\[0\]\.OriginAccessControlId is missing/, origin({ OriginAccessControlId: undefined })],
    [/Origins\[0\]\.S3OriginConfig\.OriginAccessIdentity/, origin({ S3OriginConfig: { OriginAccessIdentity: 'E1' } })],
    [/Origins\[0\]\.DomainName is the bucket \S+, which no bucket policy lets CloudFront read/, bucketPolicy()],
    [/^Headers .*\.RemoveHeadersConfig is not/, headersPolicy({ RemoveHeadersConfig: { Items: [{ Header: 'x' }] } })],
    [
      /^Headers .*\.StrictTransportSecurity\.Preload is not/,
      headersPolicy({ SecurityHeadersConfig: { StrictTransportSecurity: { Preload: true } } }),
    ],
    [/^Headers .*\.CorsConfig is not/, headersPolicy({ CorsConfig: { OriginOverride: true } })],
    [/^Headers .*\.ServerTimingHeadersConfig is not/, headersPolicy({ ServerTimingHeadersConfig: { Enabled: true } })],
    [/^Headers .*\.SecurityHeadersConfig\.New is not/, headersPolicy({ SecurityHeadersConfig: { New: { a: 1 } } })],
    [
      /^Headers .*\.CustomHeadersConfig has an invalid/,
      headersPolicy({ CustomHeadersConfig: { Items: [{ Header: 'x', Override: true, Value: 'a\nb' }] } }),
    ],
  ];
  for (const [message, parts] of cases) {
    test(String(message), () => {
      assert.throws(() => siteOf(parts), { name: 'Problem', message });
    });
  }
});

test('properties without a local effect are ignored', () => {
  siteOf(
    distribution({
      Aliases: ['approvals.example.com'],
      Comment: 'site',
      CustomErrorResponses: [{ ErrorCachingMinTTL: 0, ErrorCode: 503 }],
      Logging: { Bucket: 'logs.s3.amazonaws.com' },
      Restrictions: { GeoRestriction: { Locations: ['DE'], RestrictionType: 'whitelist' } },
      ViewerCertificate: { AcmCertificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/x' },
      WebACLId: 'arn:aws:wafv2:us-east-1:000000000000:global/webacl/x',
    }),
    site({ FunctionAssociations: [], SmoothStreaming: false, CachedMethods: ['GET', 'HEAD'] }),
  );
});

test('numbers and booleans may be text, as in CloudFormation', () => {
  siteOf(distribution({ Enabled: 'true' }));
});
