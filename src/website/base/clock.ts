/** A smaller difference is the answer's way to here, not a wrong clock. */
const WAY = 5_000;

let ahead = 0;

/** The server's time in milliseconds since 1970, by the API's last answer. This device's clock may be hours off. */
export function serverNow(): number {
  return Date.now() + ahead;
}

/** Sets the time by an answer's headers. `Age` is in seconds, if a cache had the answer. */
export function setServerTime(headers: Headers): void {
  const time = Date.parse(headers.get('date') ?? '') + Number(headers.get('age') ?? 0) * 1000;
  if (Number.isNaN(time)) return;
  const difference = time - Date.now();
  ahead = Math.abs(difference) < WAY ? 0 : difference;
}
