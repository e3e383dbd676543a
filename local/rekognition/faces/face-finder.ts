import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import workerpool from 'workerpool';
import type { Described, FoundFace } from './analysis.ts';
import type { Find } from './faces-thread.ts';

const script = fileURLToPath(new URL(`./faces-thread${extname(import.meta.url)}`, import.meta.url));

/** Finds faces in a separate thread. The first image starts it and loads the models. */
export class FaceFinder {
  // One thread, as several images at once need more memory and are no faster.
  readonly #pool = workerpool.pool(script, { workerType: 'thread', maxWorkers: 1 });

  /** The faces in a JPEG or PNG, the largest first. Rejects with an error named NotAnImage or TooSmall for others. */
  async find(bytes: Buffer, described: Described): Promise<FoundFace[]> {
    return await this.#pool.exec<Find>('find', [bytes, described]);
  }

  async stop(): Promise<void> {
    await this.#pool.terminate(true);
  }
}
