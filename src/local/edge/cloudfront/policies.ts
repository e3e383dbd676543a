import { resourcesOf } from '../../stack/resources.ts';
import type { ResolvedStack } from '../../stack/types.ts';
import { Section } from '../template.ts';

/** Which values of one kind (headers, cookies or query strings) a policy lets through, as CloudFormation writes it. */
export interface Selection {
  behavior: 'none' | 'whitelist' | 'allExcept' | 'all';
  /** Lower-case for headers; as they are for cookies and query strings. */
  names: readonly string[];
}

export interface ForwardingPolicy {
  headers: Selection;
  cookies: Selection;
  queryStrings: Selection;
}

export interface CachePolicy extends ForwardingPolicy {
  gzip: boolean;
  brotli: boolean;
}

const none: Selection = { behavior: 'none', names: [] };
const all: Selection = { behavior: 'all', names: [] };
const list = (...names: string[]): Selection => ({ behavior: 'whitelist', names });
const allExcept = (...names: string[]): Selection => ({ behavior: 'allExcept', names });

const nothing: ForwardingPolicy = { headers: none, cookies: none, queryStrings: none };
const originCacheControl = {
  headers: list('host', 'origin', 'x-http-method-override', 'x-http-method', 'x-method-override'),
  cookies: all,
  gzip: true,
  brotli: true,
};

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
const managedCachePolicies = new Map<string, CachePolicy>([
  // CachingDisabled, CachingOptimized, CachingOptimizedForUncompressedObjects
  ['4135ea2d-6df8-44a3-9df3-4b5a84be39ad', { ...nothing, gzip: false, brotli: false }],
  ['658327ea-f89d-4fab-a63d-7e88639e58f6', { ...nothing, gzip: true, brotli: true }],
  ['b2884449-e4de-46a7-ac36-70bc7f1ddd6d', { ...nothing, gzip: false, brotli: false }],
  // UseOriginCacheControlHeaders, UseOriginCacheControlHeaders-QueryStrings
  ['83da9c7e-98b4-4e11-a168-04f0df8e2c65', { ...originCacheControl, queryStrings: none }],
  ['4cc15a8a-d715-48a4-82b8-cc0b614638fe', { ...originCacheControl, queryStrings: all }],
]);

const cors = ['origin', 'access-control-request-headers', 'access-control-request-method'];

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html */
const managedOriginRequestPolicies = new Map<string, ForwardingPolicy>([
  // AllViewer, AllViewerExceptHostHeader
  ['216adef6-5c7f-47e4-b989-5492eafa07d3', { headers: all, cookies: all, queryStrings: all }],
  ['b689b0a8-53d0-40ab-baf2-68738e2966ac', { headers: allExcept('host'), cookies: all, queryStrings: all }],
  // CORS-CustomOrigin, CORS-S3Origin, UserAgentRefererHeaders, HostHeaderOnly
  ['59781a5b-3903-41f3-afcb-af62929ccde1', { ...nothing, headers: list('origin') }],
  ['88a5eaf4-2fd4-4709-b370-b4c650ea3fcf', { ...nothing, headers: list(...cors) }],
  ['acba4595-bd28-49b8-b9fe-13317c0390fa', { ...nothing, headers: list('user-agent', 'referer') }],
  ['bf0718e1-ba1e-49d1-88b1-f726733018ae', { ...nothing, headers: list('host') }],
]);

/** The cache policy of a behaviour. How long CloudFront keeps an answer has no effect here: nothing is cached. */
export function cachePolicyOf(stack: ResolvedStack, behavior: Section): CachePolicy {
  const id = behavior.text('CachePolicyId');
  const managed = managedCachePolicies.get(id);
  if (managed !== undefined) return managed;
  const resource = resourcesOf(stack, 'AWS::CloudFront::CachePolicy').find(policy => policy.ref === id);
  if (resource === undefined) return behavior.stop('CachePolicyId', `names a policy that the local edge lacks: ${id}`);
  const config = new Section(resource).only(['CachePolicyConfig']).requiredSection('CachePolicyConfig');
  config.only(['ParametersInCacheKeyAndForwardedToOrigin'], ['Comment', 'DefaultTTL', 'MaxTTL', 'MinTTL', 'Name']);
  const key = config.requiredSection('ParametersInCacheKeyAndForwardedToOrigin').only(
    ['CookiesConfig', 'HeadersConfig', 'QueryStringsConfig', 'EnableAcceptEncodingBrotli', 'EnableAcceptEncodingGzip'],
  );
  const [gzip, brotli] = [key.flag('EnableAcceptEncodingGzip'), key.flag('EnableAcceptEncodingBrotli')];
  return { ...forwardingOf(key), gzip, brotli };
}

/** The origin request policy of a behaviour; undefined if it has none. */
export function originRequestPolicyOf(stack: ResolvedStack, behavior: Section): ForwardingPolicy | undefined {
  const id = behavior.optionalText('OriginRequestPolicyId');
  const managed = managedOriginRequestPolicies.get(id ?? '');
  if (id === undefined || managed !== undefined) return managed;
  const resource = resourcesOf(stack, 'AWS::CloudFront::OriginRequestPolicy').find(policy => policy.ref === id);
  if (resource === undefined) {
    return behavior.stop('OriginRequestPolicyId', `names a policy that the local edge lacks: ${id}`);
  }
  const config = new Section(resource).only(['OriginRequestPolicyConfig']).requiredSection('OriginRequestPolicyConfig');
  return forwardingOf(config.only(['CookiesConfig', 'HeadersConfig', 'QueryStringsConfig'], ['Comment', 'Name']));
}

function forwardingOf(config: Section): ForwardingPolicy {
  const headers = selectionOf(config.requiredSection('HeadersConfig'), 'HeaderBehavior', 'Headers');
  const names = headers.names.map(name => name.toLowerCase());
  const added = names.find(name => name.startsWith('cloudfront-'));
  if (added !== undefined) config.stop('HeadersConfig', `asks for ${added}, which the local edge cannot know`);
  return {
    headers: { ...headers, names },
    cookies: selectionOf(config.requiredSection('CookiesConfig'), 'CookieBehavior', 'Cookies'),
    queryStrings: selectionOf(config.requiredSection('QueryStringsConfig'), 'QueryStringBehavior', 'QueryStrings'),
  };
}

function selectionOf(config: Section, behaviorName: string, listName: string): Selection {
  const behavior = config.only([behaviorName, listName]).text(behaviorName);
  const names = config.texts(listName);
  switch (behavior) {
    case 'none': case 'whitelist': case 'allExcept': case 'all': return { behavior, names };
    case 'allViewer': return { behavior: 'all', names: [] };
    default: return config.stop(behaviorName, `is ${behavior}, which the local edge does not know`);
  }
}
