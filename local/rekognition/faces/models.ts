import { fitted, type Image, type Point } from '../images/image.ts';
import { FaceApi, type Detection } from './face-api.ts';

/** The side of the detector's image, in pixels. */
export const detectorSide = 512;

/** The side to which a face is scaled whose landmarks are looked for, in pixels: more is not looked at. */
const landmarksSide = 224;

/** The side of the image of a face that is described, in pixels. */
export const descriptorSide = 150;

const names = ['ssdMobilenetv1', 'faceLandmark68Net', 'faceRecognitionNet'] as const;
type Used = FaceApi<(typeof names)[number]>;

/**
 * A detector of faces (SSD MobileNet), 68 landmarks of a face, and dlib's network that describes a face with 128
 * numbers: each turns an image into numbers. One call after the other.
 */
export class Models {
  readonly #faceApi: Used;

  private constructor(faceApi: Used) {
    this.#faceApi = faceApi;
  }

  static async load(): Promise<Models> {
    return new Models(await FaceApi.load(...names));
  }

  /** The faces of a square image of the detector's side, with the detector's score, 0 to 1. */
  faces(image: Image, minConfidence: number): Promise<Detection[]> {
    const options = { minConfidence, maxResults: 100 };
    return this.#faceApi.on(image, tensor => this.#faceApi.nets.ssdMobilenetv1.locateFaces(tensor, options));
  }

  /** The 68 landmarks (iBUG 300-W) of the face that fills the image, in its pixels. */
  async landmarks(face: Image): Promise<Point[]> {
    const small = fitted(face, landmarksSide);
    const { nets } = this.#faceApi;
    const { positions } = await this.#faceApi.on(small, tensor => nets.faceLandmark68Net.detectLandmarks(tensor));
    const [sx, sy] = [face.width / small.width, face.height / small.height];
    return positions.map(({ x, y }) => ({ x: x * sx, y: y * sy }));
  }

  /** The 128 numbers of a face, in a square image of which it is where dlib's network was trained to see it. */
  descriptor(face: Image): Promise<Float32Array> {
    return this.#faceApi.on(face, tensor => this.#faceApi.nets.faceRecognitionNet.computeFaceDescriptor(tensor));
  }
}
