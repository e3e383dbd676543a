import { hash, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { AwsError } from '../endpoint/error.ts';
import type { FaceDetail } from './faces/analysis.ts';
import { distance, similarityAt } from './faces/similarity.ts';

/** https://docs.aws.amazon.com/rekognition/latest/APIReference/API_Face.html */
export interface Face extends Pick<FaceDetail, 'BoundingBox' | 'Confidence'> {
  FaceId: string;
  ImageId: string;
  ExternalImageId?: string;
}

/** Like AWS, a collection keeps no images. */
interface Stored {
  Face: Face;
  descriptor: Float32Array;
}

class Collection {
  readonly id: string;
  readonly created = Date.now() / 1000;
  readonly #faces = new Map<string, Stored>();

  constructor(id: string) {
    this.id = id;
  }

  /** Sorted by id. AWS documents no order. */
  faces(): Face[] {
    return [...this.#faces.values()]
      .map(({ Face }) => Face)
      .toSorted((one, other) => (one.FaceId < other.FaceId ? -1 : 1));
  }

  descriptor(id: string): Float32Array | undefined {
    return this.#faces.get(id)?.descriptor;
  }

  /**
   * Stores a face. The same face of the same image with the same external id is stored only once, as AWS does
   * (https://docs.aws.amazon.com/rekognition/latest/APIReference/API_IndexFaces.html).
   */
  add(face: Omit<Face, 'FaceId'>, descriptor: Float32Array): Face {
    const same = this.faces().find(({ FaceId, ...each }) => isDeepStrictEqual(each, face));
    if (same?.ExternalImageId !== undefined) return same;
    const Face = { FaceId: randomUUID(), ...face };
    this.#faces.set(Face.FaceId, { Face, descriptor });
    return Face;
  }

  delete(id: string): boolean {
    return this.#faces.delete(id);
  }

  /** The faces with at least the similarity `threshold`, the most similar first, without the face `except`. */
  search(descriptor: Float32Array, threshold: number, max: number, except?: string) {
    return [...this.#faces.values()]
      .filter(({ Face }) => Face.FaceId !== except)
      .map(stored => ({ Similarity: similarityAt(distance(descriptor, stored.descriptor)), Face: stored.Face }))
      .filter(({ Similarity }) => Similarity >= threshold)
      .toSorted((one, other) => other.Similarity - one.Similarity)
      .slice(0, max);
  }
}

export class Collections {
  readonly #collections = new Map<string, Collection>();

  create(id: string): void {
    if (this.#collections.has(id))
      throw new AwsError('ResourceAlreadyExistsException', `The collection id: ${id} already exists`);
    this.#collections.set(id, new Collection(id));
  }

  get(id: string): Collection {
    const collection = this.#collections.get(id);
    if (!collection) throw new AwsError('ResourceNotFoundException', `The collection id: ${id} does not exist`);
    return collection;
  }

  delete(id: string): void {
    this.#collections.delete(this.get(id).id);
  }

  ids(): string[] {
    return [...this.#collections.keys()].toSorted();
  }
}

/** The image id that AWS would derive from the bytes: a UUID of version 5. */
export const imageIdOf = (bytes: Buffer): string =>
  hash('sha256', bytes).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-5$3-a$4-$5');
