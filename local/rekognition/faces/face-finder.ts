import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { NotAnImage, TooSmall } from '../images/image.ts';
import type { Described, FoundFace } from './analysis.ts';
import type { Request } from './faces-thread.ts';

interface Answer {
  id: number;
  faces?: FoundFace[];
  error?: { name: string; message: string };
}

interface Waiting {
  resolve: (faces: FoundFace[]) => void;
  reject: (error: Error) => void;
}

/** Finds faces in a separate thread. The first image starts it and loads the models. */
export class FaceFinder {
  readonly #waiting = new Map<number, Waiting>();
  #thread: Worker | undefined;
  #count = 0;

  /** The faces in a JPEG or PNG, the largest first. Rejects with NotAnImage or TooSmall for other input. */
  find(bytes: Buffer, described: Described): Promise<FoundFace[]> {
    const thread = (this.#thread ??= this.#start());
    const request: Request = { id: this.#count++, bytes, described };
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { resolve, reject });
      thread.postMessage(request);
    });
  }

  async stop(): Promise<void> {
    await this.#thread?.terminate();
  }

  #start(): Worker {
    const thread = new Worker(new URL(`./faces-thread${extname(import.meta.url)}`, import.meta.url));
    thread.on('message', ({ id, faces, error }: Answer) => {
      const { resolve, reject } = this.#waiting.get(id)!;
      this.#waiting.delete(id);
      if (faces) resolve(faces);
      else if (error!.name === 'TooSmall') reject(new TooSmall(error!.message));
      else reject(error!.name === 'NotAnImage' ? new NotAnImage(error!.message) : new Error(error!.message));
    });
    let failure = new Error('The runner stops');
    thread.on('error', (error: Error) => {
      failure = error;
    });
    thread.on('exit', () => {
      // The next image starts a new thread.
      this.#thread = undefined;
      for (const { reject } of this.#waiting.values()) reject(failure);
      this.#waiting.clear();
    });
    return thread;
  }
}
