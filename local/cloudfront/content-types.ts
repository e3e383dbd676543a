import { posix } from 'node:path';
import { lookup } from 'mime-types';

/** The content type of an object that was deployed under this key; S3's default if the extension is unknown. */
export const contentTypeOf = (key: string): string => lookup(posix.extname(key)) || 'binary/octet-stream';
