import type { Answer, OriginRequest } from '../http/message.ts';
import type { Invoker, JsonOperation } from '../stack/types.ts';
import type { RequestContext } from './context.ts';

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

/** What a service answered. */
export interface ServiceAnswer {
  status: number;
  body: string;
}
