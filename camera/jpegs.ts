const start = Buffer.from([0xff, 0xd8, 0xff]);
const end = Buffer.from([0xff, 0xd9]);

/** Larger than any frame: so much data without an end is not a JPEG. */
const mostBytes = 64 * 1024 * 1024;

/**
 * The JPEGs of a stream, one after the other. Each ends at its first EOI marker (ITU-T T.81, B.1.1). Only a thumbnail in
 * the metadata would have another one, and ffmpeg writes no thumbnails.
 */
export async function* jpegs(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const from = rest.indexOf(start);
      const to = from < 0 ? -1 : rest.indexOf(end, from + start.length);
      if (to < 0) break;
      yield rest.subarray(from, to + end.length);
      rest = rest.subarray(to + end.length);
    }
    if (rest.length > mostBytes) throw new Error('ffmpeg sent a frame without an end');
  }
}
