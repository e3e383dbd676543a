import type { Invoker, JsonOperation } from '../stack/types.ts';
import type { History } from './history.ts';
import type { TaskTokens } from './tokens.ts';

export interface Services {
  lambda: Invoker;
  dynamodb: JsonOperation;
  events: JsonOperation;
  /** SNS's Publish, with the parameters of the query protocol. Returns the message's id. Throws an AwsError. */
  publish(parameters: URLSearchParams): Promise<string>;
}

/** The data that all states of an execution share. */
export interface Run {
  history: History;
  tokens: TaskTokens;
  services: Services;
  /** `$$.Execution` and `$$.StateMachine`. */
  context: { Execution: { Id: string }; StateMachine: { Id: string } };
}

/** `$$.Map.Item` */
export interface MapItem {
  Index: number;
  Value: unknown;
}
