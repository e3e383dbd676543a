/** Why an image cannot be shown, in a sentence for whoever wants to see it. */
export class NoImage extends Error {}

/** Where the file of an image is to be had. */
export interface Source {
  /** An address that the browser can show. Throws `NoImage`. */
  address(signal: AbortSignal): Promise<string>;
  /** Another address, if the first one leads to nothing. Throws `NoImage`. */
  anew?(signal: AbortSignal): Promise<string>;
}
