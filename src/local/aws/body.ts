import type { IncomingMessage } from 'node:http';
import { AwsError } from './error.ts';

/** The whole body of a request. Throws RequestEntityTooLargeException (413) when it is longer than `limit` bytes. */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      // What is too much is taken and thrown away: a client that is still sending would not read the answer.
      if (length <= limit) chunks.push(chunk);
      else reject(new AwsError('RequestEntityTooLargeException', `The body is longer than ${limit} bytes`, 413));
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', reject);
  });
}
