import { loadFaceApi } from '../local/rekognition/faces/face-api.ts';
import { decode } from '../local/rekognition/images/decode.ts';
import { fitted } from '../local/rekognition/images/image.ts';

/** Frames are scaled down to this side, in pixels. Faces of a thirtieth of the width are still found. */
const side = 416;

const load = () => loadFaceApi('tinyFaceDetector');
type FaceApi = Awaited<ReturnType<typeof load>>;

/**
 * Finds what looks like a face, with face-api's smallest detector, which costs little and misses few.
 * Rekognition then decides whether it is a face, and whose.
 */
export class FaceDetector {
  readonly #faceApi: FaceApi;
  readonly #threshold: number;

  private constructor(faceApi: FaceApi, threshold: number) {
    this.#faceApi = faceApi;
    this.#threshold = threshold;
  }

  static async load(threshold: number): Promise<FaceDetector> {
    return new FaceDetector(await load(), threshold);
  }

  /** The highest score of a face in a JPEG or PNG, up to 1; undefined if there is none. */
  async bestScore(bytes: Buffer): Promise<number | undefined> {
    const options = { inputSize: side, scoreThreshold: this.#threshold };
    const { tinyFaceDetector } = this.#faceApi.nets;
    const found = await this.#faceApi.on(await fitted(await decode(bytes), side), tensor =>
      tinyFaceDetector.locateFaces(tensor, options),
    );
    return found.length === 0 ? undefined : Math.max(...found.map(({ score }) => score));
  }
}
