import type { Invoker, JsonOperation } from '../stack/types.ts';
import type { History } from './history.ts';
import type { TaskTokens } from './tokens.ts';

export interface Services {
  lambda: Invoker;
  dynamodb: JsonOperation;
  events: JsonOperation;
  /** SNS's Publish: takes the parameters of the query protocol and gives the message's id. Throws an AwsError. */
  publish(parameters: URLSearchParams): string;
}

/** What all states of one execution share. */
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
