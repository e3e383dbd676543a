import type { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { awsIntegration } from './aws-integration.ts';
import { lambdaProxyIntegration } from './proxy.ts';
import type { Integration } from './types.ts';

export function integrationOf(stack: ResolvedStack, method: Section): Integration {
  const section = method.requiredSection('Integration');
  const type = section.text('Type');
  if (type === 'AWS') return awsIntegration(method, section);
  if (type !== 'AWS_PROXY') section.stop('Type', `is ${type}, which the runner does not know`);
  return lambdaProxyIntegration(stack, section);
}
