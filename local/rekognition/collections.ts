import { createHash, randomUUID } from 'node:crypto';
import { AwsError } from '../endpoint/error.ts';
import { distance, similarityAt } from './faces/similarity.ts';
import type { Box } from './images/image.ts';

/** A face in a collection. Like AWS, it keeps no image. */
export interface StoredFace {
  id: string;
  imageId: string;
  externalImageId: string | undefined;
  box: Box;
  /** 0 to 100. */
  confidence: number;
  descriptor: Float32Array;
}

export interface Match {
  /** 0 to 100. */
  similarity: number;
  face: StoredFace;
}

export class Collection {
  readonly id: string;
  readonly created = new Date();
  readonly #faces = new Map<string, StoredFace>();

  constructor(id: string) {
    this.id = id;
  }

  get size(): number {
    return this.#faces.size;
  }

  /** Sorted by id. AWS documents no order. */
  faces(): StoredFace[] {
    return [...this.#faces.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  }

  face(id: string): StoredFace | undefined {
    return this.#faces.get(id);
  }

  /**
   * Stores a face. The same face of the same image with the same external id is stored only once, as AWS does
   * (https://docs.aws.amazon.com/rekognition/latest/APIReference/API_IndexFaces.html).
   */
  add(face: Omit<StoredFace, 'id'>): StoredFace {
    const same =
      face.externalImageId === undefined
        ? undefined
        : [...this.#faces.values()].find(
            each =>
              each.imageId === face.imageId
              && each.externalImageId === face.externalImageId
              && each.box.x === face.box.x
              && each.box.y === face.box.y,
          );
    const stored = same ?? { ...face, id: randomUUID() };
    this.#faces.set(stored.id, stored);
    return stored;
  }

  delete(id: string): boolean {
    return this.#faces.delete(id);
  }

  /** The faces with at least the similarity `threshold`, the most similar first, without the face `except`. */
  search(descriptor: Float32Array, threshold: number, max: number, except?: string): Match[] {
    return [...this.#faces.values()]
      .filter(({ id }) => id !== except)
      .map(face => ({ face, similarity: similarityAt(distance(descriptor, face.descriptor)) }))
      .filter(({ similarity }) => similarity >= threshold)
      .toSorted((one, other) => other.similarity - one.similarity)
      .slice(0, max);
  }
}

/** The collections of an account. */
export class Collections {
  readonly #collections = new Map<string, Collection>();

  create(id: string): Collection {
    if (this.#collections.has(id))
      throw new AwsError('ResourceAlreadyExistsException', `The collection id: ${id} already exists`);
    const collection = new Collection(id);
    this.#collections.set(id, collection);
    return collection;
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
export function imageIdOf(bytes: Buffer): string {
  const digest = createHash('sha256').update(bytes).digest('hex');
  const variant = (0x8 | (parseInt(digest[16]!, 16) & 0x3)).toString(16);
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `5${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
}
