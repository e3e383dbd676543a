import type { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { awsIntegration } from './aws-integration.ts';
import { lambdaProxyIntegration } from './proxy.ts';
import type { Integration } from './types.ts';

/** In milliseconds. */
const defaultTimeout = 29_000;

export function integrationOf(stack: ResolvedStack, method: Section): Integration {
  const section = method.requiredSection('Integration');
  const type = section.text('Type');
  if (type !== 'AWS' && type !== 'AWS_PROXY') section.stop('Type', `is ${type}, which the runner does not support`);
  if (section.text('IntegrationHttpMethod') !== 'POST') section.stop('IntegrationHttpMethod', 'must be POST');
  if ((section.optionalText('ResponseTransferMode') ?? 'BUFFERED') !== 'BUFFERED') section.stop('ResponseTransferMode');
  const timeout = section.integer('TimeoutInMillis') ?? defaultTimeout;
  return type === 'AWS' ? awsIntegration(method, section, timeout) : lambdaProxyIntegration(stack, section, timeout);
}
