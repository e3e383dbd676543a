/** Adds Exif metadata with this orientation to a JPEG. */
export function withOrientation(jpeg: Buffer, orientation: number, bigEndian = true): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write(bigEndian ? 'MM' : 'II', 'latin1');
  const write = (bytes: number) => (value: number, at: number) =>
    bigEndian ? tiff.writeUIntBE(value, at, bytes) : tiff.writeUIntLE(value, at, bytes);
  const [short, long] = [write(2), write(4)];
  short(42, 2);
  long(8, 4);
  short(1, 8);
  short(0x0112, 10);
  short(3, 12);
  long(1, 14);
  short(orientation, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, body.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}
