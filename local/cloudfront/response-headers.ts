import { headerOf, isValid, withHeader, type Header } from '../http/message.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';

export interface AddedHeader {
  name: string;
  value: string;
  /** Whether it replaces the origin's header of the same name. */
  override: boolean;
}

/**
 * The headers that a behaviour's response headers policy adds to every answer.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
 */
export function addedHeadersOf(stack: ResolvedStack, behavior: Section): AddedHeader[] {
  const id = behavior.optionalText('ResponseHeadersPolicyId');
  if (id === undefined) return [];
  const resource = resourcesOf(stack, 'AWS::CloudFront::ResponseHeadersPolicy').find(({ ref }) => ref === id);
  if (resource === undefined)
    return behavior.stop('ResponseHeadersPolicyId', `is ${id}, which is not a policy of this stack`);
  const policy = new Section(resource).only(['ResponseHeadersPolicyConfig']);
  const config = policy.requiredSection('ResponseHeadersPolicyConfig');
  config.only(['CustomHeadersConfig', 'SecurityHeadersConfig'], ['Comment', 'Name']);
  const added = [...customHeaders(config), ...securityHeaders(config.section('SecurityHeadersConfig'))];
  for (const { name, value } of added) {
    if (!isValid(name, value)) config.stop('CustomHeadersConfig', `has an invalid value of the header ${name}`);
  }
  return added;
}

export function withAdded(added: readonly AddedHeader[], headers: Header[]): Header[] {
  return added.reduce(
    (all, { name, value, override }) =>
      override || headerOf(all, name) === undefined ? withHeader(all, name, value) : all,
    headers,
  );
}

function customHeaders(config: Section): AddedHeader[] {
  const items = config.section('CustomHeadersConfig')?.only(['Items']).sections('Items') ?? [];
  return items.map(item => {
    item.only(['Header', 'Override', 'Value']);
    return { name: item.text('Header'), value: item.text('Value'), override: item.flag('Override') };
  });
}

/** By property: the header's name, and its value. */
const securityHeaderTypes: Record<string, [name: string, valueOf: (header: Section) => string]> = {
  ContentSecurityPolicy: ['Content-Security-Policy', header => header.text('ContentSecurityPolicy')],
  ContentTypeOptions: ['X-Content-Type-Options', () => 'nosniff'],
  FrameOptions: ['X-Frame-Options', header => header.text('FrameOption')],
  ReferrerPolicy: ['Referrer-Policy', header => header.text('ReferrerPolicy')],
  StrictTransportSecurity: [
    'Strict-Transport-Security',
    header =>
      `max-age=${header.text('AccessControlMaxAgeSec')}`
      + (header.flag('IncludeSubdomains') ? '; includeSubDomains' : ''),
  ],
};

const members = 'AccessControlMaxAgeSec ContentSecurityPolicy FrameOption IncludeSubdomains Override ReferrerPolicy';

function securityHeaders(config: Section | undefined): AddedHeader[] {
  config?.only(Object.keys(securityHeaderTypes));
  return Object.entries(securityHeaderTypes).flatMap(([property, [name, valueOf]]) => {
    const header = config?.section(property)?.only(members);
    return header === undefined ? [] : [{ name, value: valueOf(header), override: header.flag('Override') }];
  });
}
