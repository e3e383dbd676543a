import { maxTimerSeconds } from './limits.ts';

/** Calls back after `ms`, which may be any number. The returned function cancels the call. */
export function after(ms: number, callback: () => void): () => void {
  const due = Date.now() + ms;
  let timer: NodeJS.Timeout;
  const wait = () => {
    const left = due - Date.now();
    timer =
      left > maxTimerSeconds * 1000
        ? setTimeout(wait, maxTimerSeconds * 1000)
        : setTimeout(callback, Math.max(0, left));
  };
  wait();
  return () => clearTimeout(timer);
}

/** Resolves after `ms`. Rejects with the signal's reason if it is aborted before. */
export function delay(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const abort = () => {
    cancel();
    reject(signal.reason);
  };
  const cancel = after(ms, () => {
    signal.removeEventListener('abort', abort);
    resolve();
  });
  signal.addEventListener('abort', abort, { once: true });
  return promise;
}

const timestampPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** The milliseconds of a timestamp in the States Language's format; undefined for any other value. */
export function timestamp(value: unknown): number | undefined {
  const time = typeof value === 'string' && timestampPattern.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? undefined : time;
}
