import { AwsError } from '../aws/error.ts';
import type { Invoker, JsonOperation } from '../stack/types.ts';
import { StatesError } from './errors.ts';
import type { Run } from './run.ts';

export interface Services {
  lambda: Invoker;
  dynamodb: JsonOperation;
  events: JsonOperation;
}

/** What a Task's Resource stands for. */
export interface Integration {
  /** The middle of the Resource, such as `dynamodb`, and its end, such as `updateItem`: as the history names them. */
  resourceType: string;
  resource: string;
  waitsForToken: boolean;
  /** Why these Parameters cannot be run here, if so. */
  refuse(parameters: Record<string, unknown> | undefined): string | undefined;
  /** Throws a StatesError named as AWS names it. */
  call(services: Services, input: unknown, context: Run['context']): Promise<unknown>;
}

/** What a call failed with, by AWS's name for it; what is no answer of the service is the SDK's failure to get one. */
export function serviceFailure(prefix: string, error: unknown, cause: (error: AwsError) => string): StatesError {
  if (error instanceof AwsError) return new StatesError(`${prefix}.${error.name}`, cause(error));
  return new StatesError(`${prefix}.SdkClientException`, error instanceof Error ? error.message : String(error));
}
