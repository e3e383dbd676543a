import { FaceApi } from '../local/rekognition/faces/face-api.ts';
import { decode } from '../local/rekognition/images/decode.ts';
import { fitted } from '../local/rekognition/images/image.ts';

/** The side to which a frame is made smaller, in pixels: faces of a thirtieth of its width are still found. */
const side = 416;

/**
 * Says whether a frame shows something like a face: face-api's smallest detector, which costs little and misses few.
 * Whether it is a face, and whose, is for Rekognition to say.
 */
export class FaceDetector {
  readonly #faceApi: FaceApi<'tinyFaceDetector'>;
  readonly #threshold: number;

  private constructor(faceApi: FaceApi<'tinyFaceDetector'>, threshold: number) {
    this.#faceApi = faceApi;
    this.#threshold = threshold;
  }

  static async load(threshold: number): Promise<FaceDetector> {
    return new FaceDetector(await FaceApi.load('tinyFaceDetector'), threshold);
  }

  /** The score, up to 1, of what looks most like a face in a JPEG or PNG; undefined if nothing does. */
  async bestScore(bytes: Buffer): Promise<number | undefined> {
    const options = { inputSize: side, scoreThreshold: this.#threshold };
    const { tinyFaceDetector } = this.#faceApi.nets;
    const found = await this.#faceApi.on(fitted(await decode(bytes), side), tensor =>
      tinyFaceDetector.locateFaces(tensor, options),
    );
    return found.length === 0 ? undefined : Math.max(...found.map(({ score }) => score));
  }
}
