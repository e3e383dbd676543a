import type { OriginServer } from '../http/message.ts';
import { Problem } from '../problem.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedResource, ResolvedStack } from '../stack/types.ts';
import { functionOf } from './functions.ts';
import { forwardingOf } from './policies.ts';
import { addedHeadersOf } from './response-headers.ts';

export type Distribution = ReturnType<typeof readDistribution>;
export type Behavior = ReturnType<typeof behaviorOf>;
type Origin = ReturnType<typeof originOf>;

/** Finds the server behind an origin's domain name. Throws, through `section`, if it does not run locally. */
type Connect = (domainName: string, section: Section) => OriginServer;

/** The stack's distribution, or undefined if it has none. */
export function distributionOf(stack: ResolvedStack, connect: Connect): Distribution | undefined {
  const [resource, ...others] = resourcesOf(stack, 'AWS::CloudFront::Distribution');
  if (others.length > 0) {
    const found = [resource!, ...others].map(({ logicalId }) => logicalId).join(', ');
    throw new Problem(`The runner serves one AWS::CloudFront::Distribution; found ${found}`);
  }
  return resource && readDistribution(stack, resource, connect);
}

function readDistribution(stack: ResolvedStack, resource: ResolvedResource, connect: Connect) {
  const config = new Section(resource).only(['DistributionConfig'], ['Tags']).requiredSection('DistributionConfig');
  // The runner speaks HTTP/1.1 without TLS on one host name. It has no access logs and no firewall.
  config.only(
    'CacheBehaviors CustomErrorResponses DefaultCacheBehavior DefaultRootObject Enabled Origins',
    'Aliases Comment HttpVersion IPV6Enabled Logging PriceClass Restrictions ViewerCertificate WebACLId',
  );
  if (!config.flag('Enabled')) config.stop('Enabled', 'is false: CloudFront would serve nothing');
  // Nothing is cached here, so how long errors are kept has no effect.
  for (const error of config.sections('CustomErrorResponses')) error.only([], 'ErrorCachingMinTTL ErrorCode');
  const origins = config.sections('Origins').map(section => originOf(section, connect));
  return {
    /** The path served for `/`: that of the default root object, such as `/index.html`. */
    root: `/${config.optionalText('DefaultRootObject') ?? ''}`,
    /** The first that matches is used. */
    behaviors: config.sections('CacheBehaviors').map(section => behaviorOf(stack, section, origins)),
    defaultBehavior: behaviorOf(stack, config.requiredSection('DefaultCacheBehavior'), origins),
  };
}

function originOf(section: Section, connect: Connect) {
  // How CloudFront connects has no effect here. The bucket policy, not the access control, decides what it may read.
  section.only(
    'DomainName Id S3OriginConfig',
    'ConnectionAttempts ConnectionTimeout CustomOriginConfig OriginAccessControlId OriginShield'
      + ' ResponseCompletionTimeout',
  );
  section.section('S3OriginConfig')?.only('OriginReadTimeout');
  const domainName = section.text('DomainName');
  return { id: section.text('Id'), domainName, server: connect(domainName, section) };
}

function behaviorOf(stack: ResolvedStack, section: Section, origins: Origin[]) {
  // ViewerProtocolPolicy is ignored: there is no certificate for localhost, so a redirect to HTTPS would fail.
  section.only(
    'AllowedMethods CachePolicyId Compress FunctionAssociations OriginRequestPolicyId PathPattern'
      + ' ResponseHeadersPolicyId TargetOriginId',
    'CachedMethods ViewerProtocolPolicy',
  );
  const methods = section.texts('AllowedMethods');
  const id = section.text('TargetOriginId');
  const origin = origins.find(known => known.id === id) ?? section.stop('TargetOriginId', `names no origin: ${id}`);
  const forwarding = forwardingOf(section);
  return {
    /** Matches normalized paths. */
    pattern: compilePattern(section.optionalText('PathPattern') ?? '*'),
    origin,
    allowedMethods: methods.length === 0 ? ['GET', 'HEAD'] : methods,
    compresses: section.flag('Compress') && forwarding.compresses,
    forwarding,
    addedHeaders: addedHeadersOf(stack, section),
    /** Runs on each request. */
    viewerRequest: functionOf(stack, section),
  };
}

/**
 * `*` matches any text, `?` one character. Case matters. The leading slash is optional. See "Path pattern" in
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html
 */
function compilePattern(pattern: string): RegExp {
  const text = RegExp.escape(pattern.replace(/^\//, ''));
  return new RegExp(`^/${text.replaceAll('\\*', '.*').replaceAll('\\?', '.')}$`, 'u');
}
