import { parseJson } from '../json.ts';
import { region } from '../stack/template.ts';
import { after } from '../timers.ts';
import { dataLimitExceeded, errorDetails, StatesError } from './errors.ts';
import { outputData } from './history.ts';
import type { Integration } from './integration.ts';
import { tooLarge } from './limits.ts';
import type { Thread } from './thread.ts';

interface Attempt {
  integration: Integration;
  /** The Task's input after Parameters. */
  input: unknown;
  /** The token in the input if the task waits for one. */
  token: string | undefined;
  timeoutSeconds: number | undefined;
}

/** Runs one attempt at a Task, with its history events. Throws the error that Retry and Catch match. */
export function attemptTask(
  { run, trail, signal }: Thread,
  { integration, input, token, timeoutSeconds }: Attempt,
): Promise<unknown> {
  const { resourceType, resource, waitsForToken } = integration;
  const names = { resourceType, resource };
  const parameters = JSON.stringify(input);
  const limitExceeded = () => dataLimitExceeded(resourceType, true);
  signal.throwIfAborted();
  if (tooLarge(parameters)) throw limitExceeded();
  run.history.assertRoom();

  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  let over = false;
  /** Ends the attempt once: after an answer, the token's callback, the time limit, or a halt. */
  const end = (settle: () => void) => {
    if (over) return;
    over = true;
    cancelTimer();
    signal.removeEventListener('abort', halt);
    if (token && waitsForToken) run.tokens.close(token);
    settle();
  };
  const fail = (error: Error) =>
    end(() => {
      trail.add('TaskFailed', { ...names, ...errorDetails(error) });
      reject(error);
    });
  const succeed = (output: string, result: unknown) => {
    if (tooLarge(output)) return fail(limitExceeded());
    end(() => {
      trail.add('TaskSucceeded', { ...names, ...outputData(output) });
      resolve(result);
    });
  };
  const halt = () => end(() => reject(signal.reason));
  const cancelTimer =
    timeoutSeconds === undefined
      ? () => {}
      : after(timeoutSeconds * 1000, () =>
          end(() => {
            trail.add('TaskTimedOut', { ...names, error: 'States.Timeout' });
            reject(new StatesError('States.Timeout'));
          }),
        );

  signal.addEventListener('abort', halt, { once: true });
  const limit = timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds };
  trail.add('TaskScheduled', { ...names, region, parameters, ...limit });
  trail.add('TaskStarted', names);
  if (token && waitsForToken) run.tokens.open(token, { succeed: output => succeed(output, parseJson(output)), fail });
  integration
    .call(run.services, input, run.context)
    .then(result => {
      if (over) return;
      const output = JSON.stringify(result);
      if (!waitsForToken) succeed(output, result);
      else if (tooLarge(output)) fail(limitExceeded());
      else trail.add('TaskSubmitted', { ...names, ...outputData(output) });
    })
    .catch(fail);
  return promise;
}
