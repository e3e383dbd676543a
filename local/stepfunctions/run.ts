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

/** What a mock answers to an attempt at a task. */
export type Answer = { Return: unknown } | { Throw: { Error: string; Cause?: string } };

/** The answers of mocked states, by name: the first attempt's, that of the first retry, and so on. */
export type TestCase = ReadonlyMap<string, Answer[]>;

export interface Run {
  history: History;
  tokens: TaskTokens;
  services: Services;
  mocks: TestCase | undefined;
  /** `$$.Execution` and `$$.StateMachine`. */
  context: { Execution: { Id: string }; StateMachine: { Id: string } };
}

/** `$$.Map.Item` */
export interface MapItem {
  Index: number;
  Value: unknown;
}
