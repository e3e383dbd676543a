import { createHash } from 'node:crypto';

/** A time as most services write it: `2026-11-21T05:10:00Z`. */
export const inSeconds = (time: number | Date): string => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');

/** As ETags and SQS's digests: in hexadecimal digits. */
export const md5 = (data: string | Uint8Array): string => createHash('md5').update(data).digest('hex');
