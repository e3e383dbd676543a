import type { IncomingMessage } from 'node:http';

/** The whole body of a request, or undefined if it has more than `limit` bytes. Rejects if the client goes away. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += (chunk as Buffer).length;
    if (length <= limit) chunks.push(chunk as Buffer);
    // Reading on, and dropping what is read, lets a client finish sending and see the answer; but not for ever.
    else if (length > 4 * limit) break;
  }
  return length > limit ? undefined : Buffer.concat(chunks);
}
