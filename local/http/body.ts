import type { IncomingMessage } from 'node:http';

/** The body of a request, or undefined if it has more than `limit` bytes. Rejects if the client disconnects. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += (chunk as Buffer).length;
    if (length <= limit) chunks.push(chunk as Buffer);
    // Read on and drop the data, so that the client finishes sending and sees the answer. Give up after four times it.
    else if (length > 4 * limit) break;
  }
  return length > limit ? undefined : Buffer.concat(chunks);
}
