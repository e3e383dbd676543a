import workerpool from 'workerpool';
import { decode, fewestPixels } from '../images/decode.ts';
import { TooSmall } from '../images/image.ts';
import { analyze, type Described, type FoundFace } from './analysis.ts';
import { loadModels } from './models.ts';

// A separate thread, because an image takes about half a second of processor time.

const models = loadModels();

/** The faces in a JPEG or PNG, the largest first. Rejects with an error named NotAnImage or TooSmall for others. */
export type Find = (bytes: Uint8Array, described: Described) => Promise<FoundFace[]>;

const find: Find = async (bytes, described) => {
  const image = await decode(bytes);
  if (Math.min(image.width, image.height) < fewestPixels) throw new TooSmall();
  return analyze(await models, image, described);
};

workerpool.worker({ find });
