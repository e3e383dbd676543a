/**
 * The most that an input or an output may have, in bytes of UTF-8.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export const maxDataBytes = 262_144;

/** How many events an execution may have; one more fails it. */
export const maxEvents = 25_000;

/** Node's timers hold at most this many seconds (24.8 days); a longer one fires at once. */
export const maxTimerSeconds = 2_147_483;

export function tooLarge(text: string): boolean {
  return text.length * 3 > maxDataBytes && Buffer.byteLength(text) > maxDataBytes;
}
