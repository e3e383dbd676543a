import { randomUUID } from 'node:crypto';
import { AwsError } from '../endpoint/error.ts';
import { StatesError } from './errors.ts';
import type { Run, Services } from './run.ts';

/** The implementation of a Task's Resource. */
export interface Integration {
  /** The names in the history: the service, such as `dynamodb`, and the operation, such as `updateItem`. */
  resourceType: string;
  resource: string;
  waitsForToken: boolean;
  /** The reason if these Parameters are unsupported. */
  refuse(parameters: Record<string, unknown> | undefined): string | undefined;
  /** Throws a StatesError with AWS's name. */
  call(services: Services, input: unknown, context: Run['context']): Promise<unknown>;
}

/** A failed call with AWS's error name. Any error but the service's own is a failure of the SDK's client. */
export function serviceFailure(prefix: string, error: unknown, cause: (error: AwsError) => string): StatesError {
  if (error instanceof AwsError) return new StatesError(`${prefix}.${error.name}`, cause(error));
  return new StatesError(`${prefix}.SdkClientException`, error instanceof Error ? error.message : String(error));
}

/** A cause in the words of AWS's older SDK, which some integrations use. */
export const olderCause =
  (service: string) =>
  ({ message, status, name }: AwsError): string =>
    `${message} (Service: ${service}; Status Code: ${status}; Error Code: ${name}; `
    + `Request ID: ${randomUUID()}; Proxy: null)`;

/** The metadata that the optimized integrations add to a service's answer. */
export function responseMetadata(contentType: string, more: Record<string, string> = {}) {
  const RequestId = randomUUID();
  const HttpHeaders: Record<string, string> = { 'Content-Type': contentType, 'x-amzn-RequestId': RequestId, ...more };
  const AllHttpHeaders = Object.fromEntries(Object.entries(HttpHeaders).map(([name, value]) => [name, [value]]));
  return { SdkHttpMetadata: { AllHttpHeaders, HttpHeaders, HttpStatusCode: 200 }, SdkResponseMetadata: { RequestId } };
}

/** The failure of a task with a parameter of a type that the service does not accept. */
export const unfit = (field: string, type: string): StatesError =>
  new StatesError(
    'States.Runtime',
    `The parameters could not be used to start the task: the value for the field '${field}' must be ${type}.`,
  );

/** Why a task's parameters are refused: one is unsupported, or one of the first `required` is missing. */
export function refuseNames(parameters: object = {}, known: string[], required = known.length): string | undefined {
  const names = Object.keys(parameters).map(name => name.replace(/\.\$$/, ''));
  const unknown = names.find(name => !known.includes(name));
  if (unknown) return `the parameter "${unknown}" is not available locally`;
  const missing = known.slice(0, required).find(name => !names.includes(name));
  return missing && `the parameter "${missing}" is missing`;
}
