import { fitted, type Image, type Point } from '../images/image.ts';
import { FaceApi, type Detection } from './face-api.ts';

/** The side of the detector's input, in pixels. */
export const detectorSide = 512;

/** The largest side for the landmark network, in pixels. It uses no more. */
const landmarksSide = 224;

/** The side of the descriptor network's input, in pixels. */
export const descriptorSide = 150;

const names = ['ssdMobilenetv1', 'faceLandmark68Net', 'faceRecognitionNet'] as const;
type Used = FaceApi<(typeof names)[number]>;

/** The three networks: a face detector (SSD MobileNet), 68 face landmarks, and dlib's 128-number face descriptor. */
export class Models {
  readonly #faceApi: Used;

  private constructor(faceApi: Used) {
    this.#faceApi = faceApi;
  }

  static async load(): Promise<Models> {
    return new Models(await FaceApi.load(...names));
  }

  /** The faces in a square image with the detector's side. The scores are 0 to 1. */
  faces(image: Image, minConfidence: number): Promise<Detection[]> {
    const options = { minConfidence, maxResults: 100 };
    return this.#faceApi.on(image, tensor => this.#faceApi.nets.ssdMobilenetv1.locateFaces(tensor, options));
  }

  /** The 68 landmarks (iBUG 300-W) of a face that fills the image, in pixels. */
  async landmarks(face: Image): Promise<Point[]> {
    const small = await fitted(face, landmarksSide);
    const { nets } = this.#faceApi;
    const { positions } = await this.#faceApi.on(small, tensor => nets.faceLandmark68Net.detectLandmarks(tensor));
    const [sx, sy] = [face.width / small.width, face.height / small.height];
    return positions.map(({ x, y }) => ({ x: x * sx, y: y * sy }));
  }

  /** The 128-number descriptor of a face in an image that is aligned by `alignmentOf`. */
  descriptor(face: Image): Promise<Float32Array> {
    return this.#faceApi.on(face, tensor => this.#faceApi.nets.faceRecognitionNet.computeFaceDescriptor(tensor));
  }
}
