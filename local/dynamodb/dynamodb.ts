import { EventEmitter } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { AwsError } from '../endpoint/error.ts';
import { targetService, type HttpAnswer } from '../endpoint/service.ts';
import { region } from '../stack/template.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { dynalite } from './dynalite.ts';
import { tablesOf } from './tables.ts';

const target = 'DynamoDB_20120810';

/**
 * DynamoDB, emulated by dynalite, whose items are in a folder until the end. Its server does not listen on a port:
 * `handle` passes requests to it.
 */
export class DynamoDb {
  readonly service = targetService('DynamoDB', target, ({ headers, body }) => this.handle(headers, body));
  readonly #folder = mkdtempSync(join(tmpdir(), 'local-stack-dynamodb-'));
  readonly #dynalite: ReturnType<typeof dynalite>;

  constructor() {
    // dynalite puts this into ARNs.
    process.env.AWS_REGION = region;
    this.#dynalite = dynalite({ path: this.#folder, createTableMs: 0, updateTableMs: 0, deleteTableMs: 0 });
  }

  /** Creates the tables of a stack and waits until they are active. */
  async createTables(stack: ResolvedStack): Promise<void> {
    for (const input of tablesOf(stack)) {
      await this.call('CreateTable', input);
      while (!(await this.#isActive(input.TableName))) await setImmediate();
    }
  }

  /** Calls an operation. Throws an AwsError with DynamoDB's own error name. */
  async call(operation: string, input: object): Promise<object> {
    const { status, body } = await this.handle(
      {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `${target}.${operation}`,
        'x-amz-date': new Date().toISOString(),
        authorization: 'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=none',
      },
      Buffer.from(JSON.stringify(input)),
    );
    const output = JSON.parse(body) as object;
    if (status === 200) return output;
    const { __type = 'InternalServerError', message, Message } = output as Record<string, string>;
    throw new AwsError(__type.slice(__type.indexOf('#') + 1), message ?? Message ?? '', status);
  }

  async #isActive(table: string): Promise<boolean> {
    const { Table } = (await this.call('DescribeTable', { TableName: table })) as { Table: { TableStatus: string } };
    return Table.TableStatus === 'ACTIVE';
  }

  /** Answers a request of the wire protocol. */
  handle(headers: IncomingHttpHeaders, body: Buffer): Promise<HttpAnswer> {
    return new Promise(resolve => {
      const request = Object.assign(new EventEmitter(), { method: 'POST', url: '/', headers });
      const answer: HttpAnswer = { status: 200, headers: {}, body: '' };
      this.#dynalite.server.emit('request', request, {
        set statusCode(status: number) {
          answer.status = status;
        },
        setHeader: (name: string, value: unknown) => {
          answer.headers[name] = String(value);
        },
        end: (text: string) => resolve({ ...answer, body: text ?? '' }),
      });
      request.emit('data', body);
      request.emit('end');
    });
  }

  async stop(): Promise<void> {
    await this.#dynalite.database.close();
    await rm(this.#folder, { recursive: true });
  }
}
