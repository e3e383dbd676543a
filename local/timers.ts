/** The longest delay of Node's timers, in milliseconds (24.8 days). With a longer one they fire at once. */
const maxTimerMs = 2_147_483_647;

/** Calls back after `ms`, which may be any number. The returned function cancels the call. */
export function after(ms: number, callback: () => void, { unref = false } = {}): () => void {
  const due = Date.now() + ms;
  let timer: NodeJS.Timeout;
  const wait = () => {
    const left = due - Date.now();
    timer = setTimeout(left > maxTimerMs ? wait : callback, Math.max(0, Math.min(left, maxTimerMs)));
    if (unref) timer.unref();
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
