import type { Invoker, JsonOperation, ResolvedStack } from '../../stack/types.ts';
import type { Answer, OriginRequest } from '../http.ts';
import type { Section } from '../../stack/section.ts';
import { awsIntegration } from './aws-integration.ts';
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
  /** Tells the developer of a failure that the client sees only as a status. */
  failed(cause: unknown): void;
}

/** What integrations call. */
export interface Backends {
  lambda: Invoker;
  stepFunctions: JsonOperation;
}

/** What answers a method. Throws a GatewayError if it fails. */
export type Integration = (call: ApiCall, backends: Backends) => Promise<Answer>;

export function integrationOf(stack: ResolvedStack, method: Section): Integration {
  const section = method.requiredSection('Integration');
  const type = section.text('Type');
  if (type === 'AWS') return awsIntegration(method, section);
  if (type !== 'AWS_PROXY') section.stop('Type', `is ${type}, which the runner does not know`);
  return lambdaProxyIntegration(stack, section);
}
