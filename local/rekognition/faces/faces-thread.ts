import { parentPort } from 'node:worker_threads';
import { decode, fewestPixels } from '../images/decode.ts';
import { TooSmall } from '../images/image.ts';
import { analyze, type Described } from './analysis.ts';
import { Models } from './models.ts';

// A separate thread, because an image takes about half a second of processor time.

export interface Request {
  id: number;
  bytes: Uint8Array;
  described: Described;
}

const models = Models.load();
let last: Promise<unknown> = models;

parentPort!.on('message', ({ id, bytes, described }: Request) => {
  // One at a time: several at once need more memory and are no faster.
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
