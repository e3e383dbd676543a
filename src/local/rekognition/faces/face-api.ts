import { createRequire, registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { fitted, type Box, type Image, type Point } from '../images/image.ts';

/*
 * face-api on TensorFlow.js's WebAssembly backend: a detector of faces (SSD MobileNet), 68 landmarks of a face, and
 * dlib's network that describes a face with 128 numbers. It is loaded here and nowhere else.
 */

interface Tensor {
  dispose(): void;
}

interface TensorFlow {
  Tensor: { prototype: Record<string, unknown> };
  tensor3d(values: Uint8Array, shape: [number, number, number], type: 'int32'): Tensor;
  reshape(tensor: unknown, shape: number[]): unknown;
  setBackend(name: string): Promise<boolean>;
  [operation: string]: unknown;
}

interface Network {
  loadFromDisk(folder: string): Promise<void>;
}

interface FaceApi {
  nets: {
    ssdMobilenetv1: Network & { locateFaces(image: Tensor, options: object): Promise<Detection[]> };
    faceLandmark68Net: Network & { detectLandmarks(face: Tensor): Promise<{ positions: Point[] }> };
    faceRecognitionNet: Network & { computeFaceDescriptor(face: Tensor): Promise<Float32Array> };
  };
  SsdMobilenetv1Options: new (options: { minConfidence: number; maxResults: number }) => object;
}

export interface Detection {
  score: number;
  box: Box;
}

/** The side of the detector's image, in pixels. */
export const detectorSide = 512;

/** The side to which a face is scaled whose landmarks are looked for, in pixels: more is not looked at. */
const landmarksSide = 224;

/** The side of the image of a face that is described, in pixels. */
export const descriptorSide = 150;

/** The models, each of which turns an image into numbers. One call after the other. */
export class Models {
  readonly #tensorFlow: TensorFlow;
  readonly #faceApi: FaceApi;

  private constructor(tensorFlow: TensorFlow, faceApi: FaceApi) {
    this.#tensorFlow = tensorFlow;
    this.#faceApi = faceApi;
  }

  static async load(): Promise<Models> {
    const require = createRequire(import.meta.url);
    // face-api asks for all of TensorFlow.js, of which it uses the core; the whole is four times as large.
    const hooks = registerHooks({
      resolve: (name, context, next) => next(name === '@tensorflow/tfjs' ? '@tensorflow/tfjs-core' : name, context),
    });
    const tensorFlow = require('@tensorflow/tfjs-core') as TensorFlow;
    addMethods(tensorFlow);
    const wasm = require('@tensorflow/tfjs-backend-wasm') as { setWasmPaths(folder: string): void };
    wasm.setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
    const faceApi = require('@vladmandic/face-api/dist/face-api.node-wasm.js') as FaceApi;
    hooks.deregister();
    if (!await tensorFlow.setBackend('wasm')) throw new Error('TensorFlow.js has no WebAssembly backend here');
    const folder = join(dirname(require.resolve('@vladmandic/face-api/package.json')), 'model');
    const { ssdMobilenetv1, faceLandmark68Net, faceRecognitionNet } = faceApi.nets;
    for (const net of [ssdMobilenetv1, faceLandmark68Net, faceRecognitionNet]) await net.loadFromDisk(folder);
    return new Models(tensorFlow, faceApi);
  }

  /** The faces of a square image of the detector's side, with the detector's score, 0 to 1. */
  faces(image: Image, minConfidence: number): Promise<Detection[]> {
    const options = new this.#faceApi.SsdMobilenetv1Options({ minConfidence, maxResults: 100 });
    return this.#on(image, tensor => this.#faceApi.nets.ssdMobilenetv1.locateFaces(tensor, options));
  }

  /** The 68 landmarks (iBUG 300-W) of the face that fills the image, in its pixels. */
  async landmarks(face: Image): Promise<Point[]> {
    const small = fitted(face, landmarksSide);
    const { positions } = await this.#on(small, tensor => this.#faceApi.nets.faceLandmark68Net.detectLandmarks(tensor));
    const [sx, sy] = [face.width / small.width, face.height / small.height];
    return positions.map(({ x, y }) => ({ x: x * sx, y: y * sy }));
  }

  /** The 128 numbers of a face, in a square image of which it is where dlib's network was trained to see it. */
  descriptor(face: Image): Promise<Float32Array> {
    return this.#on(face, tensor => this.#faceApi.nets.faceRecognitionNet.computeFaceDescriptor(tensor));
  }

  async #on<T>({ width, height, data }: Image, use: (tensor: Tensor) => Promise<T>): Promise<T> {
    const tensor = this.#tensorFlow.tensor3d(data, [height, width, 3], 'int32');
    try {
      return await use(tensor);
    } finally {
      tensor.dispose();
    }
  }
}

/** The methods of tensors that face-api calls; TensorFlow.js's core has them as functions only. */
function addMethods(tensorFlow: TensorFlow): void {
  const methods = tensorFlow.Tensor.prototype;
  type Operation = (...values: unknown[]) => unknown;
  for (const name of ['add', 'div', 'mean', 'mul', 'reshape', 'slice', 'sub', 'transpose', 'unstack']) {
    const operation = tensorFlow[name] as Operation;
    methods[name] = function (...values: unknown[]) { return operation(this, ...values); };
  }
  methods.toInt = function () { return (tensorFlow.cast as Operation)(this, 'int32'); };
  methods.as1D = function (this: { size: number }) { return tensorFlow.reshape(this, [this.size]); };
  for (const rank of [2, 3, 4])
    methods[`as${rank}D`] = function (...shape: number[]) { return tensorFlow.reshape(this, shape); };
}
