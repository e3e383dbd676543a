const maxName = 256;
const maxCause = 32_768;

/**
 * A failure as the States Language defines it. Retry and Catch match `name`; `message` is the cause. Both are
 * cut to the lengths that the API's model allows.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export class StatesError extends Error {
  /** Whether Retry and Catch apply. */
  readonly catchable: boolean;

  constructor(name: string, cause = '', catchable = true) {
    super(cause.slice(0, maxCause));
    this.name = name.slice(0, maxName);
    this.catchable = catchable;
  }
}

/** An error that no Retry and no Catch matches, not even States.ALL. */
export function uncatchable(name: string, cause: string): StatesError {
  return new StatesError(name, cause, false);
}

/** The failure of a task or state whose output exceeds the limit. Only a task's can be caught. */
export function dataLimitExceeded(name: string, catchable: boolean): StatesError {
  return new StatesError(
    'States.DataLimitExceeded',
    `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    catchable,
  );
}

/** Stops a running state, because its execution ended or a sibling branch failed. */
export class Halted extends Error {
  /** The event after which a sibling branch failed. Absent if the execution ended, because no event may follow. */
  readonly previousEventId: number | undefined;

  constructor(previousEventId?: number) {
    super('Halted');
    this.name = 'Halted';
    this.previousEventId = previousEventId;
  }
}

/** `{error, cause}` for answers and events. Empty ones are left out. */
export function errorDetails({ name, message }: { name: string; message: string }): { error?: string; cause?: string } {
  return { ...(name && { error: name }), ...(message && { cause: message }) };
}
