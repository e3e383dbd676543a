import { createRequire, registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import type { Box, Image, Point } from '../images/image.ts';

// face-api on TensorFlow.js's WebAssembly backend, for the local Rekognition and the camera. Loaded only when needed.

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

interface Detector<Options> {
  locateFaces(image: Tensor, options: Options): Promise<Detection[]>;
}

interface Networks {
  ssdMobilenetv1: Detector<{ minConfidence: number; maxResults: number }>;
  tinyFaceDetector: Detector<{ inputSize: number; scoreThreshold: number }>;
  faceLandmark68Net: { detectLandmarks(face: Tensor): Promise<{ positions: Point[] }> };
  faceRecognitionNet: { computeFaceDescriptor(face: Tensor): Promise<Float32Array> };
}

export interface Detection {
  score: number;
  box: Box;
}

/** Loads some of face-api's networks with their weights. */
export async function loadFaceApi<Name extends keyof Networks>(...names: Name[]) {
  const require = createRequire(import.meta.url);
  // face-api imports all of TensorFlow.js, but uses only its core, a quarter of the size.
  const hooks = registerHooks({
    resolve: (name, context, next) => next(name === '@tensorflow/tfjs' ? '@tensorflow/tfjs-core' : name, context),
  });
  const tensorFlow = require('@tensorflow/tfjs-core') as TensorFlow;
  addMethods(tensorFlow);
  const wasm = require('@tensorflow/tfjs-backend-wasm') as { setWasmPaths(folder: string): void };
  wasm.setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  const { nets } = require('@vladmandic/face-api/dist/face-api.node-wasm.js') as {
    nets: { [Each in Name]: Networks[Each] & { loadFromDisk(folder: string): Promise<void> } };
  };
  hooks.deregister();
  if (!(await tensorFlow.setBackend('wasm'))) throw new Error('TensorFlow.js has no WebAssembly backend here');
  const folder = join(dirname(require.resolve('@vladmandic/face-api/package.json')), 'model');
  for (const name of names) await nets[name].loadFromDisk(folder);
  return {
    nets: nets as Pick<Networks, Name>,
    /** Runs `use` on the image as a tensor, and frees the tensor afterwards. */
    async on<T>({ width, height, data }: Image, use: (tensor: Tensor) => Promise<T>): Promise<T> {
      const tensor = tensorFlow.tensor3d(data, [height, width, 3], 'int32');
      try {
        return await use(tensor);
      } finally {
        tensor.dispose();
      }
    },
  };
}

/** Adds the tensor methods that face-api calls. TensorFlow.js's core has them only as functions. */
function addMethods(tensorFlow: TensorFlow): void {
  const methods = tensorFlow.Tensor.prototype;
  type Operation = (...values: unknown[]) => unknown;
  for (const name of ['add', 'div', 'expandDims', 'mean', 'mul', 'reshape', 'slice', 'sub', 'transpose', 'unstack']) {
    const operation = tensorFlow[name] as Operation;
    methods[name] = function (...values: unknown[]) {
      return operation(this, ...values);
    };
  }
  methods.toInt = function () {
    return (tensorFlow.cast as Operation)(this, 'int32');
  };
  methods.as1D = function (this: { size: number }) {
    return tensorFlow.reshape(this, [this.size]);
  };
  for (const rank of [2, 3, 4])
    methods[`as${rank}D`] = function (...shape: number[]) {
      return tensorFlow.reshape(this, shape);
    };
}
