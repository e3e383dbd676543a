import { Agent, request } from 'node:http';

export interface Answer {
  status: number;
  body: string;
}

/** Keeps connections open, because the client shares the processors with the measured stack. */
export class HttpClient {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #timeout: number;

  /** A call fails after so many milliseconds without an answer; 0 for never. */
  constructor(timeout = 0) {
    this.#timeout = timeout;
  }

  send(method: string, url: string, headers: Record<string, string> = {}, body: string | Buffer = ''): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const length = Buffer.byteLength(body);
      const call = request(url, {
        method,
        agent: this.#agent,
        headers: { ...headers, 'content-length': length },
        timeout: this.#timeout,
      });
      call.on('timeout', () => call.destroy(new Error(`no answer within ${this.#timeout / 1000} s`)));
      call.on('error', reject).on('response', response => {
        const chunks: Buffer[] = [];
        response
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('error', reject)
          .on('end', () => resolve({ status: response.statusCode!, body: Buffer.concat(chunks).toString() }));
      });
      call.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
