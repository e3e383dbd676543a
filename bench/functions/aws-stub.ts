import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32 } from 'node:zlib';
import { answerTo } from './decision-calls.ts';

/** DynamoDB and Step Functions for a decision: each call is checked, counted and answered at once. */
export class AwsStub {
  readonly endpoint: string;
  /** The number of calls, by their names in decision-calls.ts. */
  readonly calls: Record<string, number> = {};
  /** The last unexpected call. */
  problem: string | undefined;
  readonly #server;

  private constructor(server: ReturnType<typeof createServer>) {
    this.#server = server;
    this.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void this.#answer(request, response));
  }

  static async start(): Promise<AwsStub> {
    const server = createServer({ keepAliveTimeout: 600_000 });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new AwsStub(server);
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const target = String(request.headers['x-amz-target']);
    const body = Buffer.concat(chunks).toString();
    const signed = /^AWS4-HMAC-SHA256 Credential=.*\/aws4_request, SignedHeaders=.*, Signature=[0-9a-f]{64}$/.test(
      request.headers.authorization ?? '',
    );
    const answer = signed ? answerTo(target, JSON.parse(body) as Record<string, unknown>) : undefined;
    if (!answer) {
      this.problem = `${target}${signed ? '' : ', unsigned'}: ${body}`;
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end('{"__type":"ValidationException"}');
      return;
    }
    this.calls[answer.name] = (this.calls[answer.name] ?? 0) + 1;
    response
      .writeHead(200, {
        'content-type': 'application/x-amz-json-1.0',
        'content-length': answer.body.length,
        'x-amzn-requestid': '6IRQ3BFOOSK8QJGTD2PTNBR0BNVV4KQNSO5AEMVJF66Q9ASUAAJG',
        // DynamoDB sends a checksum of its answer, and some SDKs verify it.
        ...(target.startsWith('DynamoDB') && { 'x-amz-crc32': String(crc32(answer.body)) }),
      })
      .end(answer.body);
  }
}
