import { resourcesOf } from '../../stack/resources.ts';
import type { ResolvedResource, ResolvedStack } from '../../stack/types.ts';
import type { Header, OriginServer } from '../http.ts';
import { Section, UnsupportedTemplateError } from '../template.ts';
import type { Forwarding } from './forwarding.ts';
import { cachePolicyOf, originRequestPolicyOf } from './policies.ts';
import { responseHeadersPolicyOf } from './responseheaders.ts';
import type { ResponseHeadersPolicy } from './responseheaders.ts';

export interface Behavior {
  /** Matches normalized paths. */
  pattern: RegExp;
  origin: Origin;
  allowedMethods: string[];
  compress: boolean;
  forwarding: Forwarding;
  responseHeaders: ResponseHeadersPolicy;
}

export interface Origin {
  id: string;
  domainName: string;
  /** In front of every path that the origin is asked for; empty, or with a slash in front and none behind. */
  path: string;
  /** What CloudFront adds to every request to this origin. */
  headers: Header[];
  server: OriginServer;
}

/** Finds what is behind an origin's domain name; stops, by `section`, if it is nothing that runs locally. */
export type Connect = (domainName: string, section: Section) => OriginServer;

export interface ErrorPage {
  path: string;
  status: number;
}

export interface Distribution {
  /** The path of the default root object, such as `/index.html`. */
  root: string | undefined;
  /** In the order in which they are tried. */
  behaviors: Behavior[];
  defaultBehavior: Behavior;
  /** By the status that an origin answers with. */
  errorPages: Map<number, ErrorPage>;
}

export function distributionOf(stack: ResolvedStack, connect: Connect): Distribution {
  const [resource, ...others] = resourcesOf(stack, 'AWS::CloudFront::Distribution');
  if (resource === undefined || others.length > 0) {
    const found = resource === undefined ? 'none' : [resource, ...others].map(({ logicalId }) => logicalId).join(', ');
    throw new UnsupportedTemplateError(`The local edge serves one AWS::CloudFront::Distribution; found ${found}`);
  }
  return readDistribution(stack, resource, connect);
}

function readDistribution(stack: ResolvedStack, resource: ResolvedResource, connect: Connect): Distribution {
  const config = new Section(resource).only(['DistributionConfig'], ['Tags']).requiredSection('DistributionConfig');
  // The local edge speaks HTTP/1.1 without TLS on one host name, keeps no logs of its own, and has no firewall.
  config.only(
    ['CacheBehaviors', 'CustomErrorResponses', 'DefaultCacheBehavior', 'DefaultRootObject', 'Enabled', 'Origins'],
    ['Aliases', 'Comment', 'HttpVersion', 'IPV6Enabled', 'Logging', 'PriceClass', 'Restrictions', 'ViewerCertificate',
      'WebACLId'],
  );
  if (!config.flag('Enabled')) config.stop('Enabled', 'is false: CloudFront would serve nothing');
  const origins = config.sections('Origins').map(section => originOf(section, connect));
  const root = config.optionalText('DefaultRootObject') ?? '';
  return {
    root: root === '' ? undefined : `/${root}`,
    behaviors: config.sections('CacheBehaviors').map(section => behaviorOf(stack, section, origins)),
    defaultBehavior: behaviorOf(stack, config.requiredSection('DefaultCacheBehavior'), origins),
    errorPages: errorPagesOf(config),
  };
}

function originOf(section: Section, connect: Connect): Origin {
  // How CloudFront connects has no effect here; that an origin access control signs is seen in what the bucket allows.
  section.only(
    ['DomainName', 'Id', 'OriginCustomHeaders', 'OriginPath', 'S3OriginConfig'],
    ['ConnectionAttempts', 'ConnectionTimeout', 'CustomOriginConfig', 'OriginAccessControlId', 'OriginShield',
      'ResponseCompletionTimeout'],
  );
  section.section('S3OriginConfig')?.only([], ['OriginReadTimeout']);
  const domainName = section.text('DomainName');
  return {
    id: section.text('Id'),
    domainName,
    path: section.optionalText('OriginPath') ?? '',
    headers: section.sections('OriginCustomHeaders').map(item => [item.text('HeaderName'), item.text('HeaderValue')]),
    server: connect(domainName, section),
  };
}

function behaviorOf(stack: ResolvedStack, section: Section, origins: Origin[]): Behavior {
  // ViewerProtocolPolicy: a redirect to HTTPS would lead nowhere on a machine that has no certificate for localhost.
  section.only(
    ['AllowedMethods', 'CachePolicyId', 'Compress', 'OriginRequestPolicyId', 'PathPattern', 'ResponseHeadersPolicyId',
      'TargetOriginId'],
    ['CachedMethods', 'ViewerProtocolPolicy'],
  );
  const methods = section.texts('AllowedMethods');
  const id = section.text('TargetOriginId');
  const origin = origins.find(known => known.id === id) ?? section.stop('TargetOriginId', `names no origin: ${id}`);
  return {
    pattern: compilePattern(section.optionalText('PathPattern') ?? '*'),
    origin,
    allowedMethods: methods.length === 0 ? ['GET', 'HEAD'] : methods,
    compress: section.flag('Compress'),
    forwarding: { cache: cachePolicyOf(stack, section), originRequest: originRequestPolicyOf(stack, section) },
    responseHeaders: responseHeadersPolicyOf(stack, section),
  };
}

/**
 * `*` is any number of any characters, `?` exactly one; case counts; the slash in front may be left out. See "Path
 * pattern" in https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html
 */
function compilePattern(pattern: string): RegExp {
  const expression = pattern.replace(/^\//, '').replace(/[^\w/]/gu, character => {
    if (character === '*') return '.*';
    return character === '?' ? '.' : `\\u{${character.codePointAt(0)?.toString(16)}}`;
  });
  return new RegExp(`^/${expression}$`, 'u');
}

function errorPagesOf(config: Section): Map<number, ErrorPage> {
  const pages = new Map<number, ErrorPage>();
  for (const section of config.sections('CustomErrorResponses')) {
    section.only(['ErrorCode', 'ResponseCode', 'ResponsePagePath'], ['ErrorCachingMinTTL']);
    const code = section.integer('ErrorCode') ?? section.stop('ErrorCode', 'is missing');
    const path = section.optionalText('ResponsePagePath');
    if (path !== undefined) pages.set(code, { path, status: section.integer('ResponseCode') ?? code });
  }
  return pages;
}
