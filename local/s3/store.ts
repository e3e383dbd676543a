import { DatabaseSync } from 'node:sqlite';
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
  content: ContentId;
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
}

export type ContentId = number | bigint;

/** Objects. Their contents are in a temporary database, which SQLite keeps on disk until it is closed. */
export class Store {
  readonly created = new Date();
  readonly #buckets: Map<string, Map<string, S3Object>>;
  readonly #stored: (object: StoredObject) => void;
  readonly #contents = new DatabaseSync('');

  /** `stored` hears of each object that is stored. */
  constructor(buckets: string[], stored: (object: StoredObject) => void) {
    this.#buckets = new Map(buckets.map(name => [name, new Map()]));
    this.#stored = stored;
    this.#contents.exec('CREATE TABLE contents (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)');
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

  put({ bucket, key, content, headers, how, eTag = md5(content) }: NewObject): S3Object {
    const objects = this.objects(bucket);
    const current = objects.get(key);
    const object = { size: content.length, eTag, modified: new Date(), headers, content: this.write(content) };
    objects.set(key, object);
    if (current) this.remove(current.content);
    this.#stored({ bucket, key, size: object.size, eTag, how });
    return object;
  }

  delete({ bucket, key }: Place): void {
    const object = this.objects(bucket).get(key);
    this.objects(bucket).delete(key);
    if (object) this.remove(object.content);
  }

  /** Keeps bytes that are no object's yet. */
  write(bytes: Buffer): ContentId {
    return this.#contents.prepare('INSERT INTO contents (bytes) VALUES (?)').run(bytes).lastInsertRowid;
  }

  read(content: ContentId): Buffer {
    return Buffer.from(
      this.#contents.prepare('SELECT bytes FROM contents WHERE id = ?').get(content)!.bytes as Uint8Array,
    );
  }

  remove(content: ContentId): void {
    this.#contents.prepare('DELETE FROM contents WHERE id = ?').run(content);
  }

  stop(): void {
    this.#contents.close();
  }
}
