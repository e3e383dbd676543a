import { AwsError, notHere } from '../aws/error.ts';
import { Input } from '../aws/input.ts';
import { arn } from '../stack/arn.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { boundingBox, confidenceOf, faceAnswer, faceDetail, faceModelVersion, matchAnswer } from './answers.ts';
import { Collections, imageIdOf, type Collection } from './collections.ts';
import { rules } from './constraints.ts';
import type { Described, FoundFace } from './faces/analysis.ts';
import { FaceFinder } from './faces/face-finder.ts';
import { imageBytesOf, invalidParameter, type ReadObject } from './image-source.ts';
import { NotAnImage, TooSmall } from './images/decode.ts';
import { page } from './paging.ts';
import { qualityFilters, reasonsAgainst } from './quality-filter.ts';

const defaultThreshold = 80;
const mostMatches = 4096;
/** Of one image, indexed. */
const mostFaces = 100;
const matchCount = { min: 1, max: mostMatches };
const percent = { min: 0, max: 100, whole: false };

/**
 * Rekognition's collections of faces, and what needs them, with faces found and described by face-api on this machine
 * (docs/rekognition-locally.md). The collections of the stack are there from the start, and empty.
 */
export class Rekognition {
  readonly #collections = new Collections();
  readonly #finder = new FaceFinder();
  readonly #readObject: ReadObject;

  constructor(stack: ResolvedStack, readObject: ReadObject) {
    this.#readObject = readObject;
    for (const resource of resourcesOf(stack, 'AWS::Rekognition::Collection')) {
      new Section(resource).only(['CollectionId'], ['Tags']);
      this.#collections.create(resource.ref);
    }
  }

  async handle(operation: string, values: unknown): Promise<object> {
    return this.#answer(operation, new Input(values));
  }

  async stop(): Promise<void> {
    await this.#finder.stop();
  }

  async #answer(operation: string, input: Input): Promise<object> {
    switch (operation) {
      case 'CreateCollection': {
        const { id } = this.#collections.create(input.text('CollectionId', rules.collectionId));
        return { StatusCode: 200, CollectionArn: collectionArn(id), FaceModelVersion: faceModelVersion };
      }
      case 'DeleteCollection':
        this.#collections.delete(this.#collection(input).id);
        return { StatusCode: 200 };
      case 'ListCollections': return this.#listCollections(input);
      case 'DescribeCollection': {
        const { id, size, created } = this.#collection(input);
        return {
          FaceCount: size, FaceModelVersion: faceModelVersion, CollectionARN: collectionArn(id),
          CreationTimestamp: created.getTime() / 1000,
        };
      }
      case 'IndexFaces': return this.#indexFaces(input);
      case 'SearchFaces': return this.#searchFaces(input);
      case 'SearchFacesByImage': return this.#searchFacesByImage(input);
      case 'ListFaces': return this.#listFaces(input);
      case 'DeleteFaces': {
        const collection = this.#collection(input);
        const ids = input.texts('FaceIds', rules.faceId, 1, 4096);
        return { DeletedFaces: ids.filter(id => collection.delete(id)) };
      }
      case 'DetectFaces': return this.#detectFaces(input);
      default: throw notHere(`${operation} of RekognitionService`);
    }
  }

  #collection(input: Input): Collection {
    return this.#collections.get(input.text('CollectionId', rules.collectionId));
  }

  #listCollections(input: Input) {
    const { items, ...more } = page(this.#collections.ids(), id => id, input);
    return { CollectionIds: items, FaceModelVersions: items.map(() => faceModelVersion), ...more };
  }

  #listFaces(input: Input) {
    const { items, ...more } = page(this.#collection(input).faces(), ({ id }) => id, input);
    return { Faces: items.map(faceAnswer), FaceModelVersion: faceModelVersion, ...more };
  }

  async #indexFaces(input: Input) {
    const { id } = this.#collection(input);
    const externalImageId = input.optionalText('ExternalImageId', rules.externalImageId);
    const maxFaces = input.number('MaxFaces', { min: 1 }, mostFaces);
    const filter = input.oneOf('QualityFilter', qualityFilters, 'AUTO');
    refuseAttributes(input, 'DetectionAttributes');
    const bytes = await imageBytesOf(input, this.#readObject);
    const judged = (await this.#find(bytes, 'all')).map(face => ({ face, reasons: reasonsAgainst(face, filter) }));
    const good = judged.filter(({ reasons }) => reasons.length === 0);
    for (const { reasons } of good.slice(maxFaces)) reasons.push('EXCEEDS_MAX_FACES');
    // It may have been deleted since.
    const collection = this.#collections.get(id);
    const imageId = imageIdOf(bytes);
    return {
      FaceRecords: good.slice(0, maxFaces).map(({ face }) => ({
        Face: faceAnswer(collection.add({
          imageId, externalImageId, box: face.box, confidence: confidenceOf(face), descriptor: face.descriptor!,
        })),
        FaceDetail: faceDetail(face),
      })),
      FaceModelVersion: faceModelVersion,
      UnindexedFaces: judged.filter(({ reasons }) => reasons.length > 0)
        .map(({ face, reasons }) => ({ Reasons: reasons, FaceDetail: faceDetail(face) })),
    };
  }

  async #searchFaces(input: Input) {
    const collection = this.#collection(input);
    const searched = input.text('FaceId', rules.faceId);
    const maxFaces = input.number('MaxFaces', matchCount, mostMatches);
    const threshold = input.number('FaceMatchThreshold', percent, defaultThreshold);
    const face = collection.face(searched);
    if (!face) throw invalidParameter(`faceId was not found in the collection: ${searched}`);
    return {
      SearchedFaceId: searched,
      FaceMatches: collection.search(face.descriptor, threshold, maxFaces, searched).map(matchAnswer),
      FaceModelVersion: faceModelVersion,
    };
  }

  async #searchFacesByImage(input: Input) {
    const { id } = this.#collection(input);
    const maxFaces = input.number('MaxFaces', matchCount, mostMatches);
    const threshold = input.number('FaceMatchThreshold', percent, defaultThreshold);
    const filter = input.oneOf('QualityFilter', qualityFilters, 'NONE');
    const [largest] = await this.#find(await imageBytesOf(input, this.#readObject), 'largest');
    if (!largest || reasonsAgainst(largest, filter).length > 0)
      throw invalidParameter('There are no faces in the image. Should be at least 1.');
    return {
      SearchedFaceBoundingBox: boundingBox(largest.box),
      SearchedFaceConfidence: confidenceOf(largest),
      FaceMatches: this.#collections.get(id).search(largest.descriptor!, threshold, maxFaces).map(matchAnswer),
      FaceModelVersion: faceModelVersion,
    };
  }

  async #detectFaces(input: Input) {
    refuseAttributes(input, 'Attributes');
    const faces = await this.#find(await imageBytesOf(input, this.#readObject), 'none');
    return { FaceDetails: faces.map(faceDetail) };
  }

  async #find(bytes: Buffer, described: Described): Promise<FoundFace[]> {
    try {
      return await this.#finder.find(bytes, described);
    } catch (error) {
      if (error instanceof NotAnImage)
        throw new AwsError('InvalidImageFormatException', 'Request has invalid image format');
      if (error instanceof TooSmall)
        throw new AwsError('InvalidParameterException', 'Request has invalid parameters');
      throw error;
    }
  }
}

/** Age, emotions and the like are not known here: better to say so than to leave them out. */
function refuseAttributes(input: Input, name: string): void {
  if (input.has(name) && input.texts(name, { max: 100 }, 0, 100).some(each => each !== 'DEFAULT'))
    throw new AwsError('UnknownOperationException', 'The local runner knows the DEFAULT attributes of faces', 501);
}

const collectionArn = (id: string): string => arn('rekognition', `collection/${id}`);
