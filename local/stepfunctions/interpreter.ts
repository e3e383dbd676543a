import { ExecutionError, StateMachine, type RunOptions, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { adapt, transition, type StateDefinition } from './adapt.ts';
import type { JsonTexts } from './json-to-string.ts';
import { maxTimerSeconds } from './limits.ts';

/** What a state's paths can reach besides the data; see paths.ts. */
export interface Scope {
  Context: object;
  Input: unknown;
  Result?: unknown;
  Texts?: object;
}

/** Does the work of a Task, Parallel, Map, Wait or Fail state: takes its input after Parameters, gives its result. */
export type Handler = (input: unknown) => Promise<unknown>;

export interface Step {
  output: unknown;
  /** Absent after the last state. */
  next: string | undefined;
}

const ownName = 'state';

const endState = { Type: 'Task', Resource: 'local', TimeoutSeconds: maxTimerSeconds, End: true };

function machineOf(state: StateDefinition, targets: string[]): StateMachine {
  const States = Object.fromEntries([[ownName, state], ...targets.map(target => [transition(target), endState])]);
  // It was validated whole.
  return new StateMachine({ StartAt: ownName, States } as unknown as StateMachineDefinition, {
    validationOptions: { noValidate: true },
  });
}

/**
 * One state, run by the interpreter as a state machine of its own in which each transition leads to an end that says
 * where to. The states are walked from outside (walk.ts), because the interpreter tells neither which branch an event
 * is of nor when a branch is aborted, shares one context among all states, and knows a task's handler by the name of
 * its state alone.
 */
export class StateProgram {
  readonly #machine: StateMachine;
  readonly #targets: string[];
  readonly #texts: JsonTexts;

  constructor(state: StateDefinition) {
    const { definition, targets, texts } = adapt(state);
    this.#machine = machineOf(definition, targets);
    this.#targets = targets;
    this.#texts = texts;
  }

  /** Throws what the state failed with, or the signal's reason. */
  async run(input: unknown, scope: Scope, signal: AbortSignal, handler?: Handler): Promise<Step> {
    signal.throwIfAborted();
    let next: string | undefined;
    let working: Promise<unknown> | undefined;
    const context: { Local: Scope } = { Local: { ...scope } };
    context.Local.Texts = this.#texts.bind(context);
    const handlers: Record<string, Handler> = {};
    for (const target of this.#targets) {
      handlers[transition(target)] = async output => {
        next = target;
        return output;
      };
    }
    if (handler) {
      handlers[ownName] = async parameters => {
        // An abort cuts the wait before a retry short, and the interpreter then tries again.
        signal.throwIfAborted();
        working = handler(parameters);
        context.Local.Result = await working;
        return context.Local.Result;
      };
    }
    const { result, abort } = this.#machine.run(input as never, {
      context,
      overrides: { taskResourceLocalHandlers: handlers as never },
    } satisfies RunOptions);
    signal.addEventListener('abort', abort, { once: true });
    try {
      return { output: await result, next };
    } catch (error) {
      // The interpreter does not wait for its handler's end; what the handler still tells the history must come first.
      if (signal.aborted) await Promise.allSettled([working]);
      signal.throwIfAborted();
      throw error instanceof ExecutionError ? error.cause : error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }
}

/** Evaluates one payload template, again and again. */
export class TemplateProgram {
  readonly #program: StateProgram;

  constructor(template: unknown) {
    this.#program = new StateProgram({ Type: 'Pass', Parameters: template, End: true });
  }

  async evaluate(input: unknown, scope: Scope, signal: AbortSignal): Promise<unknown> {
    return (await this.#program.run(input, scope, signal)).output;
  }
}

/**
 * The interpreter's own error of a task that took too long: States.TaskFailed must not match it, which the interpreter
 * knows by a class that it does not export.
 */
const InterpretersTimeout = await (async () => {
  const machine = machineOf({ Type: 'Task', TimeoutSeconds: 0.001, End: true }, []);
  const never = () => new Promise<never>(() => {});
  const { result } = machine.run(null, { overrides: { taskResourceLocalHandlers: { [ownName]: never } } });
  const failure = (await result.catch((error: unknown) => error)) as Error & { cause: Error };
  return failure.cause.constructor as new () => Error;
})();

/** A new States.Timeout, which has no cause. */
export function timeoutError(): Error {
  return Object.assign(new InterpretersTimeout(), { message: '' });
}
