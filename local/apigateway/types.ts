import type { Answer, OriginRequest } from '../http/message.ts';
import type { Invoker, JsonOperation } from '../stack/types.ts';
import type { RequestContext } from './context.ts';

/** A request that API Gateway has routed and validated. */
export interface ApiCall {
  request: OriginRequest;
  body: Uint8Array;
  /** The path after the stage, percent-encoded as sent. */
  path: string;
  /** Decoded values in the order sent. */
  query: ReadonlyMap<string, readonly string[]>;
  pathParameters: Record<string, string>;
  context: RequestContext;
  traceId: string;
  /** Logs a failure that the client sees only as a status. */
  failed(cause: unknown): void;
}

/** The services that integrations call. */
export interface Backends {
  lambda: Invoker;
  stepFunctions: JsonOperation;
}

/** Answers a method's requests. Throws a GatewayError if it fails. */
export type Integration = (call: ApiCall, backends: Backends) => Promise<Answer>;

/** A service's answer. */
export interface ServiceAnswer {
  status: number;
  body: string;
}
