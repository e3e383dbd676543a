import { AwsError } from '../endpoint/error.ts';

/** Reads an object from S3; undefined if there is none. */
export type ReadObject = (bucket: string, key: string, version?: string) => Promise<Buffer | undefined>;

/** The largest image in S3, in bytes (https://docs.aws.amazon.com/rekognition/latest/dg/limits.html). */
const longestStored = 15 * 1024 * 1024;

export const invalidParameter = (message: string): AwsError => new AwsError('InvalidParameterException', message);

/** The image of a request: either its bytes or an S3 object. */
export interface GivenImage {
  /** Base64. */
  Bytes?: string;
  S3Object?: { Bucket?: string; Name?: string; Version?: string };
}

export async function imageBytesOf({ Bytes, S3Object }: GivenImage, readObject: ReadObject): Promise<Buffer> {
  if ((Bytes === undefined) === (S3Object === undefined)) throw invalidParameter('Request has invalid parameters');
  if (Bytes !== undefined) return Buffer.from(Bytes, 'base64');

  const { Bucket, Name, Version } = S3Object!;
  if (Bucket === undefined || Name === undefined) throw invalidParameter('Request has invalid parameters');
  const bytes = await readObject(Bucket, Name, Version);
  if (!bytes) {
    throw new AwsError(
      'InvalidS3ObjectException',
      'Unable to get object metadata from S3. Check object key, region and/or access permissions.',
    );
  }
  if (bytes.length > longestStored)
    throw new AwsError('ImageTooLargeException', `Image size is too large: the limit is ${longestStored} bytes`);
  return bytes;
}
