import { randomBytes, randomUUID } from 'node:crypto';
import { partition, region } from '../stack/template.ts';
import type { Bucket } from './buckets.ts';
import type { StoredObject } from './store.ts';

/** Tells functions of objects that were stored, as the buckets' notification configurations say. */
export class Notifications {
  readonly #buckets: Map<string, (Bucket['notifications'][number] & { id: string })[]>;
  readonly #invoke: (functionArn: string, event: string) => void;
  #sequence = 0n;

  /** `invoke` invokes a function asynchronously. */
  constructor(buckets: Bucket[], invoke: (functionArn: string, event: string) => void) {
    this.#buckets = new Map(
      buckets.map(({ name, notifications }) => [name, notifications.map(each => ({ ...each, id: randomUUID() }))]),
    );
    this.#invoke = invoke;
  }

  send(object: StoredObject): void {
    const { bucket, key, how } = object;
    const now = BigInt(Date.now()) << 20n;
    this.#sequence = now > this.#sequence ? now : this.#sequence + 1n;
    for (const { id, event, prefix, suffix, functionArn } of this.#buckets.get(bucket) ?? []) {
      const isMeant = event === 's3:ObjectCreated:*' || event === `s3:ObjectCreated:${how}`;
      if (isMeant && key.startsWith(prefix) && key.endsWith(suffix))
        this.#invoke(functionArn, JSON.stringify({ Records: [recordOf(object, id, this.#sequence)] }));
    }
  }
}

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html, of which all versions 2.x
 * have at least this.
 */
const recordOf = ({ bucket, key, size, eTag, how }: StoredObject, configurationId: string, sequence: bigint) => ({
  eventVersion: '2.1',
  eventSource: 'aws:s3',
  awsRegion: region,
  eventTime: new Date().toISOString(),
  eventName: `ObjectCreated:${how}`,
  userIdentity: { principalId: 'AWS:LOCAL' },
  requestParameters: { sourceIPAddress: '127.0.0.1' },
  responseElements: {
    'x-amz-request-id': randomBytes(8).toString('hex').toUpperCase(),
    'x-amz-id-2': randomBytes(57).toString('base64'),
  },
  s3: {
    s3SchemaVersion: '1.0',
    configurationId,
    bucket: { name: bucket, ownerIdentity: { principalId: 'LOCAL' }, arn: `arn:${partition}:s3:::${bucket}` },
    object: { key: formEncoded(key), size, eTag, sequencer: sequence.toString(16).toUpperCase().padStart(18, '0') },
  },
});

/** As in a form, but for slashes. */
const formEncoded = (key: string): string =>
  encodeURIComponent(key)
    .replace(/[!'()~]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
    .replaceAll('%2F', '/');
