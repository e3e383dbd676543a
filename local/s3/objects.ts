import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { faultOf } from './names.ts';

/** An object that was just stored. */
export interface StoredObject {
  bucket: string;
  key: string;
  /** In bytes. */
  size: number;
  /** Without quotes. */
  eTag: string;
  how: 'Put' | 'Post' | 'Copy' | 'CompleteMultipartUpload';
}

type Metadata = Record<string, unknown>;
interface Place {
  bucket: string;
  key: string;
}
interface Digest {
  md5: string;
  size: number;
}

/** s3rver's store, as far as it is of use here. */
export interface Store {
  getResourcePath(bucket: string, key: string | undefined, resource: string): string;
  getMetadata(bucket: string, key: string): Promise<Metadata>;
  putMetadata(bucket: string, key: string, metadata: Metadata, md5: string): Promise<void>;
  putObject(object: Place & { content: Readable | Buffer; metadata: Metadata }): Promise<Digest>;
  copyObject(
    bucket: string,
    key: string,
    toBucket: string,
    toKey: string,
    replacement: Metadata | null,
  ): Promise<Metadata>;
  putPart(bucket: string, uploadId: string, number: string, content: Readable): Promise<Digest>;
  putObjectMultipart(bucket: string, uploadId: string, parts: { number: number; etag: string }[]): Promise<Digest>;
  deleteObject(bucket: string, key: string): Promise<void>;
}

const S3Error = createRequire(import.meta.url)('s3rver/lib/models/error') as new (
  code: string,
  message: string,
) => Error;

/**
 * Lets s3rver's store write objects as S3 does: one after the other, and whole before anybody hears of them (it would
 * answer while it still writes); with the digest of what is there after a copy, of the parts after a multipart upload;
 * and nowhere but in its folder. `stored` hears of each.
 */
export function keepWhole(store: Store, stored: (object: StoredObject) => void): void {
  const { getResourcePath, deleteObject } = store;

  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(change: () => Promise<T>): Promise<T> => {
    const done = last.then(change);
    last = done.catch(() => undefined);
    return done;
  };

  const write = (
    { bucket, key }: Place,
    content: Buffer,
    metadata: Metadata,
    how: StoredObject['how'],
    eTag = md5(content),
  ) =>
    inTurn(async () => {
      const path = store.getResourcePath(bucket, key, 'object');
      await mkdir(dirname(path), { recursive: true });
      await writeWhole(path, content);
      await store.putMetadata(bucket, key, metadata, eTag);
      stored({ bucket, key, size: content.length, eTag, how });
      return { md5: eTag, size: content.length };
    });

  const uploadFolder = async (bucket: string, uploadId: string) => {
    const folder = join(store.getResourcePath(bucket, undefined, 'uploads'), uploadId);
    if (/^[0-9a-f]{32}$/.test(uploadId) && (await stat(folder).catch(() => undefined))) return folder;
    throw new S3Error('NoSuchUpload', 'The specified upload does not exist.');
  };

  store.getResourcePath = (bucket, key, resource) => {
    const name = String(key ?? '');
    const fault = faultOf(name);
    if (fault) throw new S3Error(fault.code, fault.message);
    return getResourcePath.call(store, bucket, name, resource);
  };

  store.putObject = async object => {
    const { content, metadata } = object;
    // A PUT's content is its request itself, a form's is a part of it.
    const how = content instanceof IncomingMessage ? 'Put' : 'Post';
    return write(object, Buffer.isBuffer(content) ? content : await buffer(content), metadata, how);
  };

  store.copyObject = async (bucket, key, toBucket, toKey, replacement) => {
    const metadata = replacement ?? (await store.getMetadata(bucket, key));
    const content = await readFile(store.getResourcePath(bucket, key, 'object'));
    await write({ bucket: toBucket, key: toKey }, content, metadata, 'Copy');
    return store.getMetadata(toBucket, toKey);
  };

  store.putPart = async (bucket, uploadId, number, content) => {
    const folder = await uploadFolder(bucket, uploadId);
    if (!/^[1-9]\d{0,4}$/.test(number))
      throw new S3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
    const part = await buffer(content);
    await writeWhole(join(folder, number), part);
    return { md5: md5(part), size: part.length };
  };

  store.putObjectMultipart = async (bucket, uploadId, parts) => {
    const folder = await uploadFolder(bucket, uploadId);
    const key = await readFile(join(folder, 'key'), 'utf8');
    const metadata = JSON.parse(await readFile(join(folder, 'metadata'), 'utf8')) as Metadata;
    const contents = await Promise.all(
      parts
        .toSorted((a, b) => a.number - b.number)
        .map(async ({ number, etag }) => {
          const part = await readFile(join(folder, String(number))).catch(() => undefined);
          if (part && md5(part) === etag) return part;
          throw new S3Error('InvalidPart', 'One or more of the specified parts could not be found.');
        }),
    );
    const eTag = `${md5(Buffer.concat(contents.map(part => Buffer.from(md5(part), 'hex'))))}-${parts.length}`;
    const result = await write({ bucket, key }, Buffer.concat(contents), metadata, 'CompleteMultipartUpload', eTag);
    await rm(folder, { recursive: true });
    return result;
  };

  store.deleteObject = (bucket, key) => inTurn(() => deleteObject.call(store, bucket, key));
}

/** So that a reader has the file as it was or as it is then, and nothing between. */
async function writeWhole(path: string, content: Buffer): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  await writeFile(temporary, content);
  await rename(temporary, path);
}

const md5 = (data: Buffer): string => createHash('md5').update(data).digest('hex');
