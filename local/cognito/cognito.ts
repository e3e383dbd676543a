import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { Worker } from 'node:worker_threads';
import type { JSONWebKeySet } from 'jose';
import { targetService, type HttpAnswer } from '../endpoint/service.ts';
import type { Account } from '../endpoints.ts';
import { Problem } from '../problem.ts';
import type { SetUp } from './server.ts';
import { TokenVerifier } from './token-verifier.ts';
import type { UserPool } from './user-pools.ts';

type Message = { line: string } | { port: number } | { keys: JSONWebKeySet } | { message: string };

/** Amazon Cognito's user pools, in a thread of their own, with their sign-in pages on a port of their own. */
export class Cognito {
  readonly service = targetService("Cognito's user pools", 'AWSCognitoIdentityProviderService', ({ headers, body }) =>
    this.handle(headers, body),
  );
  /** The host and port of the issuers and the sign-in pages. */
  readonly host: string;
  readonly #thread: Worker;

  private constructor(thread: Worker, port: number) {
    this.#thread = thread;
    this.host = `localhost:${port}`;
  }

  /** Takes a port (0: a free one). Throws a Problem when that is taken. */
  static async start(port: number, print: (line: string) => void): Promise<Cognito> {
    const thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData: { port } });
    thread.on('message', (message: Message) => {
      if ('line' in message) print(message.line);
    });
    try {
      return new Cognito(thread, (await answerOf(thread, 'port')).port);
    } catch (error) {
      await thread.terminate();
      throw error;
    }
  }

  /** Makes the pools, with the account in all groups of each. Gives what checks the pools' tokens. */
  async setUp(pools: UserPool[], account: Account | undefined): Promise<TokenVerifier> {
    const issuers = `http://${this.host}`;
    const setUp: SetUp = { issuers, pools, account };
    this.#thread.postMessage(setUp);
    return new TokenVerifier(issuers, pools, (await answerOf(this.#thread, 'keys')).keys);
  }

  /** Answers a request of the wire protocol. */
  async handle(headers: IncomingHttpHeaders, body: Buffer): Promise<HttpAnswer> {
    const response = await fetch(`http://${this.host}/`, {
      method: 'POST',
      headers: {
        authorization: headers.authorization ?? '',
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': String(headers['x-amz-target']),
      },
      body: new Uint8Array(body),
    });
    const type = response.headers.get('content-type') ?? 'application/x-amz-json-1.1';
    return { status: response.status, headers: { 'Content-Type': type }, body: await response.text() };
  }

  async stop(): Promise<void> {
    await this.#thread.terminate();
  }
}

/** The next message of the thread that has a member, or the failure that it tells. */
async function answerOf<Name extends 'port' | 'keys'>(thread: Worker, name: Name) {
  for (;;) {
    const [message] = (await once(thread, 'message')) as [Message];
    if (name in message) return message as Extract<Message, Record<Name, unknown>>;
    if ('message' in message) throw new Problem(message.message);
  }
}
