/* The calls that are made of a package which brings no types. */

declare module 'pngjs' {
  export class PNG {
    constructor(options: { width: number; height: number });
    width: number;
    height: number;
    /** Four bytes for each pixel: red, green, blue, and how opaque it is. */
    data: Buffer;
    static sync: { read(bytes: Buffer): PNG; write(png: PNG): Buffer };
  }
}
