import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import workerpool from 'workerpool';
import { AwsError, unsupported } from '../endpoint/error.ts';
import { jsonService } from '../endpoint/service.ts';
import { Requests } from '../models/requests.ts';
import { Problem } from '../problem.ts';
import { arn } from '../stack/arn.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedResource, ResolvedStack } from '../stack/types.ts';
import { CallRate } from './call-rate.ts';
import { Collections, imageIdOf } from './collections.ts';
import type { Described, FoundFace } from './faces/analysis.ts';
import type { Find } from './faces/faces-thread.ts';
import { imageBytesOf, invalidParameter, type GivenImage, type ReadObject } from './image-source.ts';
import { page, type Paged } from './paging.ts';
import { reasonsAgainst, type QualityFilter } from './quality-filter.ts';

/** AWS's newest version. */
const faceModelVersion = '7.0';
const defaultThreshold = 80;
const mostMatches = 4096;
/** The most faces to index from one image. */
const mostFaces = 100;

const requests = new Requests('rekognition');
const thread = fileURLToPath(new URL(`./faces/faces-thread${extname(import.meta.url)}`, import.meta.url));

interface OfCollection {
  CollectionId: string;
}

interface OfImage {
  Image: GivenImage;
  QualityFilter?: QualityFilter;
}

interface Search {
  MaxFaces?: number;
  FaceMatchThreshold?: number;
}

/**
 * Rekognition's face collections and the operations on them. face-api finds and describes faces on this machine
 * (docs/rekognition-locally.md). The stack's collections exist from the start, and are empty.
 */
export class Rekognition {
  readonly service = jsonService('Rekognition', 'RekognitionService', this);
  readonly #collections = new Collections();
  // One thread, as several images at once need more memory and are no faster. The first image starts it.
  readonly #finder = workerpool.pool(thread, { workerType: 'thread', maxWorkers: 1 });
  readonly #readObject: ReadObject;
  readonly #rate: CallRate;

  constructor(stack: ResolvedStack, readObject: ReadObject, rate = new CallRate(Infinity)) {
    this.#readObject = readObject;
    this.#rate = rate;
    for (const resource of resourcesOf(stack, 'AWS::Rekognition::Collection')) {
      checkPackages(resource);
      new Section(resource).only(['CollectionId'], ['Tags']);
      this.#collections.create(resource.ref);
    }
  }

  async handle(operation: string, input: unknown): Promise<object> {
    if (!Object.hasOwn(this.#operations, operation)) throw unsupported(`${operation} of RekognitionService`);
    this.#rate.take(operation);
    return this.#operations[operation]!(requests.check(operation, input));
  }

  async stop(): Promise<void> {
    await this.#finder.terminate(true);
  }

  readonly #operations: Record<string, (request: never) => object | Promise<object>> = {
    CreateCollection: ({ CollectionId }: OfCollection) => {
      this.#collections.create(CollectionId);
      return { StatusCode: 200, CollectionArn: collectionArn(CollectionId), FaceModelVersion: faceModelVersion };
    },

    DeleteCollection: ({ CollectionId }: OfCollection) => {
      this.#collections.delete(CollectionId);
      return { StatusCode: 200 };
    },

    ListCollections: (request: Paged) => {
      const { items, ...more } = page(this.#collections.ids(), id => id, request);
      return { CollectionIds: items, FaceModelVersions: items.map(() => faceModelVersion), ...more };
    },

    DescribeCollection: ({ CollectionId }: OfCollection) => {
      const collection = this.#collections.get(CollectionId);
      return {
        FaceCount: collection.faces().length,
        FaceModelVersion: faceModelVersion,
        CollectionARN: collectionArn(CollectionId),
        CreationTimestamp: collection.created,
      };
    },

    ListFaces: ({ CollectionId, ...paged }: OfCollection & Paged) => {
      const { items, ...more } = page(this.#collections.get(CollectionId).faces(), ({ FaceId }) => FaceId, paged);
      return { Faces: items, FaceModelVersion: faceModelVersion, ...more };
    },

    DeleteFaces: ({ CollectionId, FaceIds }: OfCollection & { FaceIds: string[] }) => {
      const collection = this.#collections.get(CollectionId);
      return { DeletedFaces: FaceIds.filter(id => collection.delete(id)) };
    },

    IndexFaces: async ({
      CollectionId,
      Image,
      ExternalImageId,
      MaxFaces = mostFaces,
      QualityFilter = 'AUTO',
      DetectionAttributes,
    }: OfCollection & OfImage & { ExternalImageId?: string; MaxFaces?: number; DetectionAttributes?: string[] }) => {
      this.#collections.get(CollectionId);
      refuseAttributes(DetectionAttributes);
      const bytes = await imageBytesOf(Image, this.#readObject);
      const judged = (await this.#find(bytes, 'all')).map(face => ({
        face,
        reasons: reasonsAgainst(face, QualityFilter),
      }));
      const good = judged.filter(({ reasons }) => reasons.length === 0);
      for (const { reasons } of good.slice(MaxFaces)) reasons.push('EXCEEDS_MAX_FACES');
      // Again, because it may have been deleted meanwhile.
      const collection = this.#collections.get(CollectionId);
      const image = { ImageId: imageIdOf(bytes), ...(ExternalImageId !== undefined && { ExternalImageId }) };
      return {
        FaceRecords: good
          .slice(0, MaxFaces)
          .map(({ face: { detail, descriptor } }) => ({
            Face: collection.add(
              { ...image, BoundingBox: detail.BoundingBox, Confidence: detail.Confidence },
              descriptor!,
            ),
            FaceDetail: detail,
          })),
        FaceModelVersion: faceModelVersion,
        UnindexedFaces: judged
          .filter(({ reasons }) => reasons.length > 0)
          .map(({ face, reasons }) => ({ Reasons: reasons, FaceDetail: face.detail })),
      };
    },

    SearchFaces: ({
      CollectionId,
      FaceId,
      MaxFaces = mostMatches,
      FaceMatchThreshold = defaultThreshold,
    }: OfCollection & Search & { FaceId: string }) => {
      const collection = this.#collections.get(CollectionId);
      const descriptor = collection.descriptor(FaceId);
      if (!descriptor) throw invalidParameter(`faceId was not found in the collection: ${FaceId}`);
      return {
        SearchedFaceId: FaceId,
        FaceMatches: collection.search(descriptor, FaceMatchThreshold, MaxFaces, FaceId),
        FaceModelVersion: faceModelVersion,
      };
    },

    SearchFacesByImage: async ({
      CollectionId,
      Image,
      MaxFaces = mostMatches,
      FaceMatchThreshold = defaultThreshold,
      QualityFilter = 'NONE',
    }: OfCollection & OfImage & Search) => {
      this.#collections.get(CollectionId);
      const [largest] = await this.#find(await imageBytesOf(Image, this.#readObject), 'largest');
      if (!largest || reasonsAgainst(largest, QualityFilter).length > 0)
        throw invalidParameter('There are no faces in the image. Should be at least 1.');
      const collection = this.#collections.get(CollectionId);
      return {
        SearchedFaceBoundingBox: largest.detail.BoundingBox,
        SearchedFaceConfidence: largest.detail.Confidence,
        FaceMatches: collection.search(largest.descriptor!, FaceMatchThreshold, MaxFaces),
        FaceModelVersion: faceModelVersion,
      };
    },

    DetectFaces: async ({ Image, Attributes }: OfImage & { Attributes?: string[] }) => {
      refuseAttributes(Attributes);
      const faces = await this.#find(await imageBytesOf(Image, this.#readObject), 'none');
      return { FaceDetails: faces.map(({ detail }) => detail) };
    },
  };

  async #find(bytes: Buffer, described: Described): Promise<FoundFace[]> {
    try {
      return await this.#finder.exec<Find>('find', [bytes, described]);
    } catch (error) {
      const { name } = error as Error;
      if (name === 'NotAnImage') throw new AwsError('InvalidImageFormatException', 'Request has invalid image format');
      if (name === 'TooSmall') throw invalidParameter('Request has invalid parameters');
      throw error;
    }
  }
}

/** Age, emotions and the like are not supported. An error says so, instead of an answer without them. */
function refuseAttributes(attributes: string[] = []): void {
  if (attributes.some(each => each !== 'DEFAULT')) throw unsupported('attributes of faces other than DEFAULT');
}

const collectionArn = (id: string): string => arn('rekognition', `collection/${id}`);

/** Faces need large packages, which those without faces need not install. Throws a Problem if one is not there. */
function checkPackages({ logicalId, type }: ResolvedResource): void {
  const require = createRequire(import.meta.url);
  const { optionalDependencies } = require('../package.json') as { optionalDependencies: object };
  for (const name of Object.keys(optionalDependencies)) {
    try {
      require.resolve(name);
    } catch {
      throw new Problem(
        `${logicalId} (${type}): faces need the package ${name}; install local-stack with its optional packages`,
      );
    }
  }
}
