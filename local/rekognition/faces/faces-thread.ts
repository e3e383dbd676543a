import { parentPort } from 'node:worker_threads';
import { decode, fewestPixels, TooSmall } from '../images/decode.ts';
import { analyze, type Described } from './analysis.ts';
import { Models } from './models.ts';

/*
 * Finds faces in a thread of its own: it takes a processor for about half a second an image, and the rest goes on.
 */

export interface Request {
  id: number;
  bytes: Uint8Array;
  described: Described;
}

const models = Models.load();
let last: Promise<unknown> = models;

parentPort!.on('message', ({ id, bytes, described }: Request) => {
  // One after the other: several at once would each have their pixels in memory, and none be ready sooner.
  last = last
    .catch(() => undefined)
    .then(async () => {
      try {
        const image = await decode(bytes);
        if (Math.min(image.width, image.height) < fewestPixels) throw new TooSmall();
        parentPort!.postMessage({ id, faces: await analyze(await models, image, described) });
      } catch (error) {
        const { name, message } = error as Error;
        parentPort!.postMessage({ id, error: { name, message } });
      }
    });
});
