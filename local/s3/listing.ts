import { S3Error } from './errors.ts';
import { quoted, xml, type Operation } from './objects.ts';
import { element } from '../markup.ts';
import { textsIn } from './xml.ts';

export const listBuckets: Operation = store => {
  const Bucket = store.buckets.map(Name => ({ Name, CreationDate: store.created.toISOString() }));
  return xml(element('ListAllMyBucketsResult', { Buckets: { Bucket } }));
};

/** Keys are in the order of their bytes. */
const inOrder = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** ListObjectsV2 and, without `list-type`, ListObjects. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export const listObjects: Operation = (store, { bucket, query }) => {
  const objects = store.objects(bucket);
  const isV2 = query.get('list-type') === '2';
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const token = query.get('continuation-token') ?? undefined;
  const start = query.get(isV2 ? 'start-after' : 'marker') ?? '';
  const after = token === undefined ? start : Buffer.from(token, 'base64url').toString();
  const max = Math.min(Number(query.get('max-keys') || 1000), 1000);
  if (!Number.isInteger(max) || max < 0)
    throw new S3Error('InvalidArgument', 'Argument max-keys must be an integer between 0 and 2147483647');

  /** The key itself, or the common prefix that stands for it. */
  const entryOf = (key: string) => {
    const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
    return end < 0 ? key : key.slice(0, end + delimiter.length);
  };
  const keys = [...objects.keys()].filter(
    key => key.startsWith(prefix) && inOrder(key, after) > 0 && entryOf(key) !== after,
  );
  const entries = [...new Set(keys.map(entryOf))].sort(inOrder);
  const page = entries.slice(0, max);
  const last = entries.length > max ? page.at(-1) : undefined;
  const isEncoded = query.get('encoding-type') === 'url';
  const shown = (text: string) => (isEncoded ? encodeURIComponent(text).replaceAll('%2F', '/') : text);
  const contents = page.filter(entry => objects.has(entry) && entryOf(entry) === entry);
  return xml(
    element('ListBucketResult', {
      Name: bucket,
      Prefix: shown(prefix),
      Delimiter: delimiter ? shown(delimiter) : undefined,
      MaxKeys: max,
      EncodingType: isEncoded ? 'url' : undefined,
      IsTruncated: last !== undefined,
      ...(isV2
        ? {
            KeyCount: page.length,
            StartAfter: start ? shown(start) : undefined,
            ContinuationToken: token,
            NextContinuationToken: last && Buffer.from(last).toString('base64url'),
          }
        : { Marker: shown(start), NextMarker: last && shown(last) }),
      Contents: contents.map(key => {
        const { eTag, size, modified } = objects.get(key)!;
        const LastModified = modified.toISOString();
        return { Key: shown(key), LastModified, ETag: quoted(eTag), Size: size, StorageClass: 'STANDARD' };
      }),
      CommonPrefixes: page.filter(entry => !contents.includes(entry)).map(entry => ({ Prefix: shown(entry) })),
    }),
  );
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export const deleteObjects: Operation = (store, { bucket, body }) => {
  const keys = textsIn(body.toString(), 'Key');
  for (const key of keys) store.delete({ bucket, key });
  return xml(element('DeleteResult', { Deleted: keys.map(Key => ({ Key })) }));
};
