import { AwsClient } from 'aws4fetch';
import { AwsError } from '../aws/error.ts';
import { region } from '../stack/template.ts';
import type { ReadObject } from './image-source.ts';

/** Reads objects of the S3 that is served at `endpoint`, as anybody else does. */
export function objectsAt(endpoint: string): ReadObject {
  const client = new AwsClient({
    accessKeyId: 'rekognition', secretAccessKey: 'local', service: 's3', region, retries: 0,
  });
  return async (bucket, key, version) => {
    const parts = [bucket, ...key.split('/')];
    // No URL can have them in its path, and no object that is served has such a key.
    if (parts.some(part => part === '.' || part === '..' || !part.isWellFormed())) return undefined;
    const query = version === undefined ? '' : `?versionId=${encodeURIComponent(version)}`;
    const answer = await client.fetch(`${endpoint}/${parts.map(encodeURIComponent).join('/')}${query}`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (answer.status >= 500) throw new AwsError('InternalServerError', `S3 answered ${answer.status}`, 500);
    return answer.ok ? bytes : undefined;
  };
}
