import type { Section } from '../stack/section.ts';

/**
 * CachingDisabled and CachingOptimized. Nothing is cached here, so their lifetimes have no effect.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
 */
const cachePolicies = new Map([
  ['4135ea2d-6df8-44a3-9df3-4b5a84be39ad', { compresses: false }],
  ['658327ea-f89d-4fab-a63d-7e88639e58f6', { compresses: true }],
]);

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html */
const allViewerExceptHostHeader = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

/** What a behaviour's policies say about the request to the origin and about the answer. */
export function forwardingOf(behavior: Section) {
  const id = behavior.text('CachePolicyId');
  const cache = cachePolicies.get(id) ?? behavior.stop('CachePolicyId', `is ${id}, which the runner does not support`);
  const originRequest = behavior.optionalText('OriginRequestPolicyId');
  if (originRequest !== undefined && originRequest !== allViewerExceptHostHeader)
    behavior.stop('OriginRequestPolicyId', `is ${originRequest}, which the runner does not support`);
  // Whether the origin receives all headers (except Host), cookies and the query string.
  return { ...cache, allViewer: originRequest !== undefined };
}
