import type { IncomingHttpHeaders } from 'node:http';
import { fromJson } from '../json.ts';
import type { Session } from '../sts/sessions.ts';
import { AwsError } from './error.ts';

export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A request to a service, with its whole body. */
export interface AwsRequest {
  id: string;
  method: string;
  /** With the query. */
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** The two parts of `X-Amz-Target: Service.Operation`; empty without that header. */
  target: string;
  operation: string;
  /** The service that the request is signed for. */
  signedFor: string | undefined;
  /** The parameters of the query protocol, if the body is a form. */
  form: URLSearchParams | undefined;
  /** The caller's session; undefined for credentials that STS did not issue. */
  caller: Session | undefined;
}

/** A service behind the endpoint. */
export interface Service {
  name: string;
  /** Whether a request is for this service. */
  matches(request: AwsRequest): boolean;
  /** Throws an AwsError. */
  handle(request: AwsRequest): Promise<HttpAnswer>;
  /** Whether web pages call it, unsigned and from any origin. */
  isForWebPages?: boolean;
}

/** A service that requests name in `X-Amz-Target`. */
export const targetService = (name: string, target: string, handle: Service['handle']): Service => ({
  name,
  matches: request => request.target === target,
  handle,
});

/** The operations of a service with a JSON protocol. They throw an AwsError. */
interface Operations {
  handle(operation: string, input: unknown): Promise<object>;
}

/** A service with a JSON protocol, which requests name in `X-Amz-Target`. */
export const jsonService = (name: string, target: string, operations: Operations): Service =>
  targetService(name, target, async ({ operation, body }) =>
    json(200, await operations.handle(operation, parse(body))),
  );

export const json = (status: number, value: object, headers: Record<string, string> = {}): HttpAnswer => ({
  status,
  headers: { 'Content-Type': 'application/x-amz-json-1.0', ...headers },
  body: JSON.stringify(value),
});

export const parse = (body: Buffer): unknown =>
  fromJson(body.toString(), () => {
    throw new AwsError('SerializationException', 'The request body is not JSON');
  });
