const start = Buffer.from([0xff, 0xd8, 0xff]);
const end = Buffer.from([0xff, 0xd9]);

/** No frame is as large; what is has no end. */
const mostBytes = 64 * 1024 * 1024;

/**
 * The JPEGs that follow one another in a stream. Their end is the first marker EOI, as in all that ffmpeg encodes: only
 * a thumbnail in the metadata, of which it writes none, would have one of its own (ITU-T T.81, B.1.1).
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
    if (rest.length > mostBytes) throw new Error('ffmpeg gave a frame without an end');
  }
}
