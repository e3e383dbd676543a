import { posix } from 'node:path';
import { lookup } from 'mime-types';

/** The content type of an object that was deployed under this key; what S3 takes for one that it does not know. */
export const contentTypeOf = (key: string): string => lookup(posix.extname(key)) || 'binary/octet-stream';
