import type { IncomingMessage } from 'node:http';
import { AwsError } from './error.ts';

/** The whole body of a request. Throws RequestEntityTooLargeException (413) when it is longer than `limit` bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) {
      // Taken and thrown away: a client that is still sending would not read the answer.
      request.resume();
      throw new AwsError('RequestEntityTooLargeException', `The request body is longer than ${limit} bytes`, 413);
    }
    chunks.push(chunk);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}
