import { createRequire, registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { decode } from '../local/rekognition/images/decode.ts';
import { fitted } from '../local/rekognition/images/image.ts';

/** The side to which a frame is made smaller, in pixels: faces of a thirtieth of its width are still found. */
const side = 416;

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

interface TinyFaceDetector {
  loadFromDisk(folder: string): Promise<void>;
  locateFaces(image: Tensor, options: { inputSize: number; scoreThreshold: number }): Promise<{ score: number }[]>;
}

/**
 * Says whether a frame shows something like a face: face-api's smallest detector, which costs little and misses few.
 * Whether it is a face, and whose, is for Rekognition to say.
 */
export class FaceDetector {
  readonly #tensorFlow: TensorFlow;
  readonly #net: TinyFaceDetector;
  readonly #threshold: number;

  private constructor(tensorFlow: TensorFlow, net: TinyFaceDetector, threshold: number) {
    this.#tensorFlow = tensorFlow;
    this.#net = net;
    this.#threshold = threshold;
  }

  static async load(threshold: number): Promise<FaceDetector> {
    const require = createRequire(import.meta.url);
    // face-api asks for all of TensorFlow.js, of which it uses the core.
    const hooks = registerHooks({
      resolve: (name, context, next) => next(name === '@tensorflow/tfjs' ? '@tensorflow/tfjs-core' : name, context),
    });
    const tensorFlow = require('@tensorflow/tfjs-core') as TensorFlow;
    addMethods(tensorFlow);
    const wasm = require('@tensorflow/tfjs-backend-wasm') as { setWasmPaths(folder: string): void };
    wasm.setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
    const { nets } = require('@vladmandic/face-api/dist/face-api.node-wasm.js') as {
      nets: { tinyFaceDetector: TinyFaceDetector };
    };
    hooks.deregister();
    if (!await tensorFlow.setBackend('wasm')) throw new Error('TensorFlow.js has no WebAssembly backend here');
    const folder = dirname(require.resolve('@vladmandic/face-api/package.json'));
    await nets.tinyFaceDetector.loadFromDisk(join(folder, 'model'));
    return new FaceDetector(tensorFlow, nets.tinyFaceDetector, threshold);
  }

  /** The score, up to 1, of what looks most like a face in a JPEG or PNG; undefined if nothing does. */
  async bestScore(bytes: Buffer): Promise<number | undefined> {
    const { width, height, data } = fitted(decode(bytes), side);
    const tensor = this.#tensorFlow.tensor3d(data, [height, width, 3], 'int32');
    try {
      const found = await this.#net.locateFaces(tensor, { inputSize: side, scoreThreshold: this.#threshold });
      return found.length === 0 ? undefined : Math.max(...found.map(({ score }) => score));
    } finally {
      tensor.dispose();
    }
  }
}

/** The methods of tensors that the detector calls; TensorFlow.js's core has them as functions only. */
function addMethods(tensorFlow: TensorFlow): void {
  const methods = tensorFlow.Tensor.prototype;
  for (const name of ['div', 'expandDims', 'reshape', 'slice']) {
    const operation = tensorFlow[name] as (...values: unknown[]) => unknown;
    methods[name] = function (...values: unknown[]) { return operation(this, ...values); };
  }
  for (const rank of [3, 4])
    methods[`as${rank}D`] = function (...shape: number[]) { return tensorFlow.reshape(this, shape); };
}
