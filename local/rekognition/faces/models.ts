import { fitted, type Image, type Point } from '../images/image.ts';
import { loadFaceApi, type Detection } from './face-api.ts';

/** The side of the detector's input, in pixels. */
export const detectorSide = 512;

/** The largest side for the landmark network, in pixels. It uses no more. */
const landmarksSide = 224;

/** The side of the descriptor network's input, in pixels. */
export const descriptorSide = 150;

/** The three networks: a face detector (SSD MobileNet), 68 face landmarks, and dlib's 128-number face descriptor. */
export async function loadModels() {
  const { nets, on } = await loadFaceApi('ssdMobilenetv1', 'faceLandmark68Net', 'faceRecognitionNet');
  return {
    /** The faces in a square image with the detector's side. The scores are 0 to 1. */
    faces: (image: Image, minConfidence: number): Promise<Detection[]> =>
      on(image, tensor => nets.ssdMobilenetv1.locateFaces(tensor, { minConfidence, maxResults: 100 })),

    /** The 68 landmarks (iBUG 300-W) of a face that fills the image, in pixels. */
    async landmarks(face: Image): Promise<Point[]> {
      const small = await fitted(face, landmarksSide);
      const { positions } = await on(small, tensor => nets.faceLandmark68Net.detectLandmarks(tensor));
      const [sx, sy] = [face.width / small.width, face.height / small.height];
      return positions.map(({ x, y }) => ({ x: x * sx, y: y * sy }));
    },

    /** The 128-number descriptor of a face in an image that is aligned by `alignmentOf`. */
    descriptor: (face: Image): Promise<Float32Array> =>
      on(face, tensor => nets.faceRecognitionNet.computeFaceDescriptor(tensor)),
  };
}

export type Models = Awaited<ReturnType<typeof loadModels>>;
