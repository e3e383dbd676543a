import { resourcesOf } from '../../stack/resources.ts';
import type { ResolvedStack } from '../../stack/types.ts';
import { headerOf, isValid, withHeader, withoutHeaders } from '../http.ts';
import type { Header } from '../http.ts';
import { Section } from '../template.ts';

interface AddedHeader {
  name: string;
  value: string;
  /** Whether it replaces what the origin sent under that name. */
  override: boolean;
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html */
export interface ResponseHeadersPolicy {
  /** Names that are taken out of the origin's answer, before the policy's own are added. */
  remove: string[];
  add: AddedHeader[];
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html */
const managed = new Map<string, ResponseHeadersPolicy>([
  ['67f7725c-6f97-4210-82d7-5512b31e9d03', { // SecurityHeadersPolicy
    remove: [],
    add: [
      { name: 'Referrer-Policy', value: 'strict-origin-when-cross-origin', override: false },
      { name: 'Strict-Transport-Security', value: 'max-age=31536000', override: false },
      { name: 'X-Content-Type-Options', value: 'nosniff', override: true },
      { name: 'X-Frame-Options', value: 'SAMEORIGIN', override: false },
      { name: 'X-XSS-Protection', value: '1; mode=block', override: false },
    ],
  }],
]);

/** The response headers policy of a behaviour; one that does nothing if it has none. */
export function responseHeadersPolicyOf(stack: ResolvedStack, behavior: Section): ResponseHeadersPolicy {
  const id = behavior.optionalText('ResponseHeadersPolicyId');
  if (id === undefined) return { remove: [], add: [] };
  const known = managed.get(id);
  if (known !== undefined) return known;
  const resource = resourcesOf(stack, 'AWS::CloudFront::ResponseHeadersPolicy').find(({ ref }) => ref === id);
  if (resource === undefined) {
    return behavior.stop('ResponseHeadersPolicyId', `names a policy that the local edge lacks: ${id}`);
  }
  const policy = new Section(resource).only(['ResponseHeadersPolicyConfig']);
  const config = policy.requiredSection('ResponseHeadersPolicyConfig');
  // Not supported: CorsConfig (the site and its API have one origin) and ServerTimingHeadersConfig.
  config.only(['CustomHeadersConfig', 'RemoveHeadersConfig', 'SecurityHeadersConfig'], ['Comment', 'Name']);
  const add = [...customHeaders(config), ...securityHeaders(config.section('SecurityHeadersConfig'))];
  for (const { name, value } of add) {
    if (!isValid(name, value)) config.stop('CustomHeadersConfig', `has an invalid value of the header ${name}`);
  }
  const remove = config.section('RemoveHeadersConfig')?.only(['Items']).sections('Items') ?? [];
  return { remove: remove.map(item => item.text('Header')), add };
}

export function applyResponseHeaders(policy: ResponseHeadersPolicy, headers: readonly Header[]): Header[] {
  let result = withoutHeaders(headers, ...policy.remove);
  for (const { name, value, override } of policy.add) {
    if (override || headerOf(result, name) === undefined) result = withHeader(result, name, value);
  }
  return result;
}

function customHeaders(config: Section): AddedHeader[] {
  const items = config.section('CustomHeadersConfig')?.only(['Items']).sections('Items') ?? [];
  return items.map(item => {
    item.only(['Header', 'Override', 'Value']);
    return { name: item.text('Header'), value: item.text('Value'), override: item.flag('Override') };
  });
}

function securityHeaders(config: Section | undefined): AddedHeader[] {
  const known: Record<string, (header: Section) => [name: string, value: string]> = {
    ContentSecurityPolicy: header => ['Content-Security-Policy', header.text('ContentSecurityPolicy')],
    ContentTypeOptions: () => ['X-Content-Type-Options', 'nosniff'],
    FrameOptions: header => ['X-Frame-Options', header.text('FrameOption')],
    ReferrerPolicy: header => ['Referrer-Policy', header.text('ReferrerPolicy')],
    StrictTransportSecurity: header => ['Strict-Transport-Security', strictTransportSecurity(header)],
    XSSProtection: header => ['X-XSS-Protection', xssProtection(header)],
  };
  config?.only(Object.keys(known));
  return Object.entries(known).flatMap(([property, read]) => {
    const header = config?.section(property);
    if (header === undefined) return [];
    const [name, value] = read(header);
    return [{ name, value, override: header.flag('Override') }];
  });
}

function strictTransportSecurity(header: Section): string {
  const directives = [`max-age=${header.integer('AccessControlMaxAgeSec') ?? 0}`];
  if (header.flag('IncludeSubdomains')) directives.push('includeSubDomains');
  if (header.flag('Preload')) directives.push('preload');
  return directives.join('; ');
}

function xssProtection(header: Section): string {
  if (!header.flag('Protection')) return '0';
  const report = header.optionalText('ReportUri');
  const directives = ['1', header.flag('ModeBlock') ? 'mode=block' : '', report ? `report=${report}` : ''];
  return directives.filter(directive => directive !== '').join('; ');
}
