import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

interface Put {
  key: string;
  body: Buffer;
  headers: IncomingMessage['headers'];
}

export interface Refusal {
  status: number;
  code: string;
  headers?: Record<string, string>;
}

/**
 * Accepts objects for the bucket frames-bucket as S3 does: path style, signed, with the body's SHA-256. While there are
 * refusals, it answers with the next one.
 */
export class S3StandIn implements AsyncDisposable {
  readonly puts: Put[] = [];
  readonly refusals: Refusal[] = [];
  /** The number of requests so far. */
  requests = 0;
  readonly #server = createServer(async (request, response) => {
    this.requests++;
    const body = await buffer(request);
    const [, bucket, key = ''] = /^\/([^/]+)\/(.*)$/.exec(request.url!) ?? [];
    const { authorization = '', 'x-amz-content-sha256': hash } = request.headers;
    const signed = /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/[\w-]+\/s3\/aws4_request, /.test(authorization);
    const sound = hash === createHash('sha256').update(body).digest('hex');
    const refusal =
      request.method !== 'PUT' || bucket !== 'frames-bucket' || !signed || !sound
        ? { status: 400, code: 'NotAsExpected' }
        : this.refusals.shift();
    if (refusal) {
      response.writeHead(refusal.status, { 'content-type': 'application/xml', ...refusal.headers });
      response.end(`<Error><Code>${refusal.code}</Code><Message>Not now, not here</Message></Error>`);
    } else {
      this.puts.push({ key, body, headers: request.headers });
      response.end();
    }
  });

  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
