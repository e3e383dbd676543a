/** A smaller difference comes from the network, not from a wrong clock. */
const DELAY = 5_000;

let ahead = 0;

/** The server's time in milliseconds since 1970, by the API's last answer. This device's clock may be hours off. */
export function serverNow(): number {
  return Date.now() + ahead;
}

/** Sets the time by an answer's headers. An answer with an `Age` is a cache's, and may be old. */
export function setServerTime(headers: Headers): void {
  const time = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(time) || headers.has('age')) return;
  const difference = time - Date.now();
  ahead = Math.abs(difference) < DELAY ? 0 : difference;
}
