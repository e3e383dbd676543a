import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody } from '../http/body.ts';

/** The longest answer of a function: Lambda's limit is 6 MB plus 100 bytes. */
const maxPayloadBytes = 6_291_556;

interface Invocation {
  requestId: string;
  payload: string;
  deadline: Date;
  traceId: string;
  functionArn: string;
}

interface RuntimeEvents {
  /** The process waits for an invocation. */
  idle(): void;
  /** Whether `requestId` is the process's current invocation. */
  isCurrent(requestId: string): boolean;
  answered(payload: string): void;
  failed(error: string): void;
  initFailed(error: string): void;
}

/**
 * The Lambda Runtime API for one process (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html). Each process
 * has its own server, because a request does not say which process sent it.
 */
export class RuntimeApi {
  readonly #events: RuntimeEvents;
  readonly #server: Server;
  #waiting: ServerResponse | undefined;

  constructor(events: RuntimeEvents) {
    this.#events = events;
    this.#server = createServer((request, response) => {
      this.#route(request, response).catch(() => response.destroy());
    });
    this.#server.requestTimeout = 0;
    this.#server.keepAliveTimeout = 0;
  }

  /** Starts listening. Returns the value for AWS_LAMBDA_RUNTIME_API. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Sends an invocation to the process, which must be waiting for one. */
  send({ requestId, payload, deadline, traceId, functionArn }: Invocation): void {
    const response = this.#waiting!;
    this.#waiting = undefined;
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(payload),
      'Lambda-Runtime-Aws-Request-Id': requestId,
      'Lambda-Runtime-Deadline-Ms': String(deadline.getTime()),
      'Lambda-Runtime-Invoked-Function-Arn': functionArn,
      'Lambda-Runtime-Trace-Id': traceId,
    });
    response.end(payload);
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, invocationId, what] =
      /^\/2018-06-01\/runtime\/(?:invocation\/([^/]+)|init)\/(response|error)$/.exec(request.url ?? '') ?? [];
    if (request.method === 'GET' && request.url === '/2018-06-01/runtime/invocation/next') {
      this.#waiting = response;
      this.#events.idle();
    } else if (request.method !== 'POST' || what === undefined || (what === 'response' && !invocationId)) {
      refuse(response, 404, 'NotFound', `The Runtime API has no ${request.method} ${request.url}`);
    } else {
      const body = (await readBody(request, maxPayloadBytes))?.toString();
      if (body === undefined)
        return refuse(response, 413, 'Function.ResponseSizeTooLarge', `More than ${maxPayloadBytes} bytes`);
      if (invocationId !== undefined && !this.#events.isCurrent(invocationId))
        return refuse(response, 400, 'InvalidRequestID', `There is no invocation ${invocationId} here`);
      // Answer first, because the process may be stopped next.
      response.writeHead(202, accepted.headers).end(accepted.body);
      if (invocationId === undefined) this.#events.initFailed(body);
      else if (what === 'response') this.#events.answered(body);
      else this.#events.failed(body);
    }
  }
}

const accepted = { body: '{"status":"OK"}', headers: { 'Content-Type': 'application/json', 'Content-Length': '15' } };

function refuse(response: ServerResponse, status: number, errorType: string, errorMessage: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' });
  response.end(JSON.stringify({ errorType, errorMessage }));
}
