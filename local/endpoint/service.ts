import type { IncomingHttpHeaders } from 'node:http';
import { fromJson } from '../json.ts';
import type { Session } from '../sts/sessions.ts';
import { AwsError } from './error.ts';

/** What a service answers to an HTTP request. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A request to a service, read whole. */
export interface AwsRequest {
  id: string;
  method: string;
  /** With the query. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** The two parts of `X-Amz-Target: Service.Operation`; empty where there is none. */
  target: string;
  operation: string;
  /** The service that the request is signed for. */
  signedFor: string | undefined;
  /** The parameters of the query protocol, where the body is a form. */
  form: URLSearchParams | undefined;
  /** The session that asks; none for credentials that STS did not give. */
  caller: Session | undefined;
}

/** A service behind the endpoint. */
export interface Service {
  /** As AWS calls it. */
  name: string;
  /** Whether a request is for this service. */
  matches(request: AwsRequest): boolean;
  /** Throws an AwsError. */
  handle(request: AwsRequest): Promise<HttpAnswer>;
  /** Whether web pages ask it: they sign nothing, and come from any origin. */
  isForWebPages?: boolean;
}

/** A service that `X-Amz-Target` names. */
export const targetService = (name: string, target: string, handle: Service['handle']): Service => ({
  name,
  matches: request => request.target === target,
  handle,
});

/** What answers the operations of a JSON protocol. Throws an AwsError. */
interface Operations {
  handle(operation: string, input: unknown): Promise<object>;
}

/** A service that `X-Amz-Target` names, and whose requests and answers are JSON. */
export const jsonService = (name: string, target: string, operations: Operations): Service =>
  targetService(name, target, async ({ operation, body }) =>
    json(200, await operations.handle(operation, parse(body))),
  );

export const json = (status: number, value: object, headers: Record<string, string> = {}): HttpAnswer => ({
  status,
  headers: { 'Content-Type': 'application/x-amz-json-1.0', ...headers },
  body: JSON.stringify(value),
});

const parse = (body: Buffer): unknown =>
  fromJson(body.toString(), () => {
    throw new AwsError('SerializationException', 'The request body is not JSON');
  });
