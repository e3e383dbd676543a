import { Readable } from 'node:stream';
import type { IncomingHttpHeaders, Server } from 'node:http';
import dynalite from 'dynalite';
import { AwsError } from '../aws/error.ts';
import type { HttpAnswer } from '../aws/http-answer.ts';
import { region } from '../stack/template.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { tablesOf } from './tables.ts';

const targetPrefix = 'DynamoDB_20120810.';

/** DynamoDB, emulated by dynalite in memory. Its server never listens: requests are handed to it directly. */
export class DynamoDb {
  readonly #server: Server;

  constructor() {
    // What dynalite puts into ARNs.
    process.env.AWS_REGION = region;
    this.#server = dynalite({ createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  }

  /** Creates the tables of a stack. */
  async createTables(stack: ResolvedStack): Promise<void> {
    for (const input of tablesOf(stack)) await this.call('CreateTable', input);
  }

  /** Calls an operation; throws an AwsError with the name that DynamoDB gives it. */
  async call(operation: string, input: object): Promise<object> {
    const { status, body } = await this.handle({
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': targetPrefix + operation,
      'x-amz-date': new Date().toISOString(),
      'authorization': `AWS4-HMAC-SHA256 Credential=local/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
    }, Buffer.from(JSON.stringify(input)));
    const output = JSON.parse(body) as { __type?: string; message?: string; Message?: string };
    if (status === 200) return output;
    throw new AwsError(output.__type?.split('#').at(-1) ?? 'InternalServerError', output.message ?? output.Message ?? '', status);
  }

  /** Answers a request of the wire protocol. */
  handle(headers: IncomingHttpHeaders, body: Buffer): Promise<HttpAnswer> {
    return new Promise(resolve => {
      const request = Object.assign(Readable.from(body.length > 0 ? [body] : []), { method: 'POST', url: '/', headers });
      const answer: HttpAnswer = { status: 200, headers: {}, body: '' };
      this.#server.emit('request', request, {
        set statusCode(status: number) { answer.status = status; },
        setHeader: (name: string, value: unknown) => { answer.headers[name] = String(value); },
        end: (text: string) => resolve({ ...answer, body: text ?? '' }),
      });
    });
  }
}
