/** A smaller difference is the answer's way to here, not a wrong clock. */
const WAY = 5_000;

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
  ahead = Math.abs(difference) < WAY ? 0 : difference;
}
