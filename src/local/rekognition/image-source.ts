import { AwsError } from '../aws/error.ts';
import type { Input } from '../aws/input.ts';
import { rules } from './constraints.ts';

/** The bytes of an object in S3, or undefined if there is none. */
export type ReadObject = (bucket: string, key: string, version?: string) => Promise<Buffer | undefined>;

/** In bytes (https://docs.aws.amazon.com/rekognition/latest/dg/limits.html). */
const [longestSent, longestStored] = [5 * 1024 * 1024, 15 * 1024 * 1024];

export const invalidParameter = (message: string): AwsError => new AwsError('InvalidParameterException', message);

/** The bytes of the image that a request brings or names. */
export async function imageBytesOf(input: Input, readObject: ReadObject): Promise<Buffer> {
  const image = input.object('Image');
  if (image.has('Bytes') === image.has('S3Object')) throw invalidParameter('Request has invalid parameters');
  if (image.has('Bytes')) return sent(image.raw('Bytes'));

  const object = image.object('S3Object');
  const bucket = object.optionalText('Bucket', rules.bucket);
  const key = object.optionalText('Name', rules.objectName);
  const version = object.optionalText('Version', rules.objectName);
  if (bucket === undefined || key === undefined) throw invalidParameter('Request has invalid parameters');
  const bytes = await readObject(bucket, key, version);
  if (!bytes) {
    throw new AwsError('InvalidS3ObjectException',
      'Unable to get object metadata from S3. Check object key, region and/or access permissions.');
  }
  if (bytes.length > longestStored) throw tooLarge(longestStored);
  return bytes;
}

function sent(base64: unknown): Buffer {
  if (typeof base64 !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64))
    throw new AwsError('SerializationException', 'Bytes must be a base64 string');
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > longestSent) throw tooLarge(longestSent);
  if (bytes.length === 0) {
    throw new AwsError('ValidationException', "1 validation error detected: Value at 'image.bytes' failed to satisfy " +
      'constraint: Member must have length greater than or equal to 1');
  }
  return bytes;
}

const tooLarge = (limit: number) =>
  new AwsError('ImageTooLargeException', `Image size is too large: the limit is ${limit} bytes`);
