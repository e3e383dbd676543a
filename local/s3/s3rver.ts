import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Bucket } from './buckets.ts';
import type { StoredObject } from './objects.ts';
import type { Message } from './s3rver-thread.ts';

/** s3rver in a thread of its own, with its files in a folder of its own. */
export class S3rver {
  readonly port: number;
  readonly #thread: Worker;
  readonly #directory: string;

  private constructor(port: number, thread: Worker, directory: string) {
    this.port = port;
    this.#thread = thread;
    this.#directory = directory;
  }

  /** `stored` hears of each object that is stored. */
  static async start(buckets: Bucket[], stored: (object: StoredObject) => void): Promise<S3rver> {
    const directory = await mkdtemp(join(tmpdir(), 'local-stack-s3-'));
    const thread = new Worker(new URL('./s3rver-thread.ts', import.meta.url), { workerData: { directory, buckets } });
    thread.on('message', (message: Message) => {
      if ('stored' in message) stored(message.stored);
    });
    const [started] = (await once(thread, 'message')) as [Message];
    if ('port' in started) return new S3rver(started.port, thread, directory);
    await thread.terminate();
    await rm(directory, { recursive: true });
    throw new Error(`s3rver does not start: ${JSON.stringify(started)}`);
  }

  async stop(): Promise<void> {
    await this.#thread.terminate();
    await rm(this.#directory, { recursive: true, force: true });
  }
}
