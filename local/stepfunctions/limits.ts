/**
 * The largest input or output, in bytes of UTF-8.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
const maxDataBytes = 262_144;

/** The most events of an execution. One more fails it. */
export const maxEvents = 25_000;

export function tooLarge(text: string): boolean {
  return text.length * 3 > maxDataBytes && Buffer.byteLength(text) > maxDataBytes;
}
