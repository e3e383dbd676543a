import type { Invoker, ResolvedStack } from '../../stack/types.ts';
import type { Answer, OriginRequest } from '../http.ts';
import type { Section } from '../../stack/section.ts';
import type { RequestContext } from './context.ts';
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
  context: RequestContext;
  traceId: string;
}

/** What answers a method. Throws a GatewayError if it fails. */
export type Integration = (call: ApiCall, invoke: Invoker) => Promise<Answer>;

export function integrationOf(stack: ResolvedStack, section: Section): Integration {
  const type = section.text('Type');
  if (type !== 'AWS_PROXY') section.stop('Type', `is ${type}, which the runner does not know`);
  return lambdaProxyIntegration(stack, section);
}
