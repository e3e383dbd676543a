import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32 } from 'node:zlib';
import { requestId, taskToken, updatedItem } from './event.ts';

interface Prepared {
  body: Buffer;
  check: (input: Record<string, unknown>) => boolean;
}

const answers: Record<string, Prepared> = {
  'DynamoDB_20120810.UpdateItem': {
    body: updatedItem,
    check: input =>
      (input.Key as { id: { S: string } }).id.S === requestId &&
      /^SET #status = :status, .*:comment$/.test(String(input.UpdateExpression)) &&
      /^attribute_exists\(#keys\.#key\) AND attribute_not_exists\(outcome\)/.test(String(input.ConditionExpression)) &&
      input.ReturnValues === 'ALL_NEW',
  },
  // What a function may ask while it starts; it is counted apart.
  'DynamoDB_20120810.GetItem': { body: Buffer.from('{}'), check: () => true },
  'AWSStepFunctions.SendTaskSuccess': {
    body: Buffer.from('{}'),
    check: input => input.taskToken === taskToken &&
      (JSON.parse(input.output as string) as { result: unknown }).result === true,
  },
};

/** DynamoDB and Step Functions as a decision meets them: each call is checked, counted and answered at once. */
export class AwsStub {
  readonly endpoint: string;
  /** Calls by operation. */
  readonly calls: Record<string, number> = {};
  /** What a call had wrong, if one had. */
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
    const answer = answers[target];
    const signed = /^AWS4-HMAC-SHA256 Credential=.*\/aws4_request, SignedHeaders=.*, Signature=[0-9a-f]{64}$/
      .test(request.headers.authorization ?? '');
    if (!answer || !signed || !answer.check(JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>)) {
      this.problem = `${target}${signed ? '' : ', unsigned'}: ${Buffer.concat(chunks).toString()}`;
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end('{"__type":"ValidationException"}');
      return;
    }
    this.calls[target] = (this.calls[target] ?? 0) + 1;
    response.writeHead(200, {
      'content-type': 'application/x-amz-json-1.0',
      'content-length': answer.body.length,
      'x-amzn-requestid': '6IRQ3BFOOSK8QJGTD2PTNBR0BNVV4KQNSO5AEMVJF66Q9ASUAAJG',
      // DynamoDB sends the sum of its answer, and the SDKs that check it do.
      ...target.startsWith('DynamoDB') && { 'x-amz-crc32': String(crc32(answer.body)) },
    }).end(answer.body);
  }
}
