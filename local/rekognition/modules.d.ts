/* Types for a package that brings none: only what the runner uses. */

declare module 'pngjs' {
  export class PNG {
    constructor(options: { width: number; height: number });
    width: number;
    height: number;
    /** Four bytes for each pixel: red, green, blue, alpha. */
    data: Buffer;
    static sync: { read(bytes: Buffer): PNG; write(png: PNG): Buffer };
  }
}
