import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { event, expectedBody } from './event.ts';

interface Waiting {
  resolve: (milliseconds: number) => void;
  reject: (error: Error) => void;
  /** When the event was, or should have been, delivered, in milliseconds. */
  since: number;
}

/**
 * The Lambda Runtime API for one function process: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 * Every invocation carries the same event.
 */
export class RuntimeApi {
  readonly address: string;
  readonly #server;
  #count = 0;
  #invocation: Waiting | undefined;
  #asking: ServerResponse | undefined;

  private constructor(server: ReturnType<typeof createServer>) {
    this.#server = server;
    this.address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => this.#handle(request, response));
  }

  static async start(): Promise<RuntimeApi> {
    const server = createServer({ keepAliveTimeout: 600_000 });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new RuntimeApi(server);
  }

  /** Invokes the function once it asks. Resolves with the milliseconds from now to its answer. */
  invoke(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#invocation = { resolve, reject, since: performance.now() };
      this.#next();
    });
  }

  /** Fails the current invocation, if any. */
  fail(reason: string): void {
    this.#invocation?.reject(new Error(reason));
    this.#invocation = undefined;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    if (request.method === 'GET') {
      this.#asking = response;
      this.#next();
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const end = performance.now();
      response.writeHead(202, { 'Content-Type': 'application/json' }).end('{"status":"OK"}');
      this.#answered(request.url!, Buffer.concat(chunks).toString(), end);
    });
  }

  #answered(url: string, body: string, end: number): void {
    if (!url.endsWith('/response')) return this.fail(`The function failed: ${body}`);
    const answer = JSON.parse(body) as { statusCode: number; body: string };
    if (answer.statusCode !== 200 || answer.body !== JSON.stringify(expectedBody))
      return this.fail(`The function answered ${body}`);
    const invocation = this.#invocation;
    this.#invocation = undefined;
    invocation?.resolve(end - invocation.since);
  }

  #next(): void {
    if (!this.#asking || !this.#invocation) return;
    const id = `8476a536-e9f4-11e8-9739-${String(++this.#count).padStart(12, '0')}`;
    this.#asking
      .writeHead(200, {
        'content-type': 'application/json',
        'content-length': event.length,
        'lambda-runtime-aws-request-id': id,
        'lambda-runtime-deadline-ms': String(Date.now() + 30_000),
        'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:000000000000:function:DecideRequest',
        'lambda-runtime-trace-id': 'Root=1-691f2a3b-5d6e7f8091a2b3c4d5e6f708;Parent=53995c3f42cd8ad8;Sampled=1',
      })
      .end(event);
    this.#asking = undefined;
  }
}
