import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { md5 } from '../formats.ts';
import { noSuchKey, S3Error } from './errors.ts';

/** An object that was just stored. */
export interface StoredObject {
  bucket: string;
  key: string;
  /** In bytes. */
  size: number;
  /** Without quotes. */
  eTag: string;
  how: 'Put' | 'Copy' | 'CompleteMultipartUpload';
}

/** An object without its content. */
export interface S3Object {
  size: number;
  eTag: string;
  modified: Date;
  /** Sent with the content, such as `content-type` and `x-amz-meta-who`. */
  headers: Record<string, string>;
  file: string;
}

export interface Place {
  bucket: string;
  key: string;
}

interface NewObject extends Place {
  content: Buffer;
  headers: S3Object['headers'];
  how: StoredObject['how'];
  /** Of an upload in parts; otherwise the digest of the content. */
  eTag?: string;
  /** Throws if the object that is there forbids to store this one. */
  check?(current: S3Object | undefined): void;
}

/** Objects, whose contents are files of a folder that goes at the end. Nothing of a key is in a file's name. */
export class Store {
  readonly #buckets: Map<string, Map<string, S3Object>>;
  readonly #stored: (object: StoredObject) => void;
  #folder: Promise<string> | undefined;

  /** `stored` hears of each object that is stored. */
  constructor(buckets: string[], stored: (object: StoredObject) => void) {
    this.#buckets = new Map(buckets.map(name => [name, new Map()]));
    this.#stored = stored;
  }

  get buckets(): string[] {
    return [...this.#buckets.keys()];
  }

  /** The objects of a bucket by their keys. */
  objects(bucket: string): Map<string, S3Object> {
    const objects = this.#buckets.get(bucket);
    if (objects) return objects;
    throw new S3Error('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: bucket });
  }

  object({ bucket, key }: Place): S3Object {
    const object = this.objects(bucket).get(key);
    if (!object) throw noSuchKey(key);
    return object;
  }

  /** Stores a whole object, or throws what its check throws. */
  async put({ bucket, key, content, headers, how, eTag = md5(content), check }: NewObject): Promise<S3Object> {
    const objects = this.objects(bucket);
    const file = await this.write(content);
    const current = objects.get(key);
    try {
      check?.(current);
    } catch (error) {
      await rm(file);
      throw error;
    }
    const object = { size: content.length, eTag, modified: new Date(), headers, file };
    objects.set(key, object);
    this.#stored({ bucket, key, size: object.size, eTag, how });
    if (current) await rm(current.file);
    return object;
  }

  /** An object with its content. */
  async read(place: Place): Promise<S3Object & { content: Buffer }> {
    for (;;) {
      const object = this.object(place);
      try {
        return { ...object, content: await readFile(object.file) };
      } catch (error) {
        // Another one has taken its place.
        if (this.object(place) === object) throw error;
      }
    }
  }

  async delete({ bucket, key }: Place): Promise<void> {
    const object = this.objects(bucket).get(key);
    this.objects(bucket).delete(key);
    if (object) await rm(object.file);
  }

  /** Writes a file that is no object's yet. */
  async write(content: Buffer): Promise<string> {
    const folder = await (this.#folder ??= mkdtemp(join(tmpdir(), 'local-stack-s3-')));
    const file = join(folder, randomUUID());
    await writeFile(file, content);
    return file;
  }

  async stop(): Promise<void> {
    if (this.#folder) await rm(await this.#folder, { recursive: true, force: true });
  }
}
