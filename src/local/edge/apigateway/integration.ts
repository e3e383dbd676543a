import type { Invoker, ResolvedStack } from '../../stack/types.ts';
import type { Answer, OriginRequest } from '../http.ts';
import type { Section } from '../template.ts';
import type { RequestContext } from './context.ts';
import { mockIntegration } from './mock.ts';
import { lambdaProxyIntegration } from './proxy.ts';

/** A request that API Gateway has routed and validated. */
export interface ApiCall {
  request: OriginRequest;
  body: Uint8Array;
  /** Below the stage, percent-encoded as sent. */
  path: string;
  /** Decoded, in the order sent. */
  query: ReadonlyMap<string, readonly string[]>;
  pathParameters: Record<string, string>;
  stageVariables: Record<string, string> | null;
  binaryMediaTypes: readonly string[];
  context: RequestContext;
  traceId: string;
}

/** What answers a method. Throws a GatewayError if it fails. */
export type Integration = (call: ApiCall, invoke: Invoker) => Promise<Answer>;

export function integrationOf(stack: ResolvedStack, section: Section): Integration {
  const type = section.text('Type');
  switch (type) {
    case 'AWS_PROXY': return lambdaProxyIntegration(stack, section);
    case 'MOCK': return mockIntegration(section);
    default: return section.stop('Type', `is ${type}, which the local edge does not know`);
  }
}
