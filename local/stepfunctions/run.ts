import type { History } from './history.ts';
import type { Services } from './integration.ts';
import type { TaskTokens } from './tokens.ts';

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
