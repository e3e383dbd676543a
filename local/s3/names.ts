import { decode } from '../http/target.ts';

interface NameFault {
  code: 'InvalidURI' | 'KeyTooLongError';
  message: string;
}

/**
 * What is wrong with a name of an object, or of a bucket and an object. s3rver puts names together to paths of files:
 * none may lead out of its folder, or be longer than a file's may be.
 */
export function faultOf(name: string): NameFault | undefined {
  const parts = name.split('/');
  if (!name.isWellFormed() || parts.some(part => part === '.' || part === '..' || /[\0\\]/.test(part)))
    return { code: 'InvalidURI', message: "Couldn't parse the specified URI." };
  if (parts.some(part => Buffer.byteLength(part) > 200) || Buffer.byteLength(name) > 1024)
    return { code: 'KeyTooLongError', message: 'Your key is too long' };
  return undefined;
}

/** The name in a path that is percent-encoded and may have a query, which is no part of it. */
export const nameIn = (path: string): string | undefined => decode(path.split('?', 1)[0]!);
