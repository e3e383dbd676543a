import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { AwsError } from '../endpoint/error.ts';
import { decodeChunks } from './aws-chunked.ts';
import { faultOf, nameIn } from './names.ts';

/** The only access key that s3rver knows. */
const knownKey = 'S3RVER';

/** A request as s3rver understands it. */
export interface Forwarded {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What would change how something is written, and s3rver ignores. */
const notHere = [
  'x-amz-copy-source-if-match',
  'x-amz-copy-source-if-none-match',
  'x-amz-copy-source-if-modified-since',
  'x-amz-copy-source-if-unmodified-since',
];

/** Checks a request and puts it into s3rver's terms. Throws an AwsError for one that S3, or this one, does not take. */
export function forwarded({ method = '', url = '', headers }: IncomingMessage, sent: Buffer): Forwarded {
  checkedName(url);
  if (method !== 'OPTIONS' && !isSigned(method, url, headers, sent))
    throw new AwsError('AccessDenied', 'Access Denied', 403);
  const conditions = method === 'GET' || method === 'HEAD' ? [] : ['if-match', 'if-none-match'];
  if ([...conditions, ...notHere].some(name => headers[name] !== undefined)) {
    throw new AwsError('NotImplemented', 'A header you provided implies functionality that is not implemented', 501);
  }

  const chunked = String(headers['x-amz-content-sha256']).startsWith('STREAMING-');
  const body = chunked ? decodeChunks(sent) : sent;
  if (!body) throw new AwsError('IncompleteBody', 'The request body terminated unexpectedly');
  return {
    method,
    body,
    path: url.replace(/(?<=[?&](?:X-Amz-Credential|AWSAccessKeyId)=)[^%/&]*/, knownKey),
    headers: forwardedHeaders(headers, body.length, chunked),
  };
}

function checkedName(path: string): string {
  const name = nameIn(path);
  const { code, message } =
    name === undefined ? { code: 'InvalidURI', message: "Couldn't parse the specified URI." } : (faultOf(name) ?? {});
  if (code !== undefined) throw new AwsError(code, message!);
  return name!;
}

/**
 * In a header, in the query (of version 4, or of version 2, which the AWS CLI makes for a URL by itself), or in a field
 * of a form.
 */
function isSigned(method: string, url: string, headers: IncomingHttpHeaders, body: Buffer): boolean {
  if (headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) return true;
  if (/[?&](?:X-Amz-Signature=[0-9a-f]{64}|Signature=[\w%+/=]+)(?:&|$)/.test(url)) return true;
  return (
    method === 'POST'
    && headers['content-type']?.startsWith('multipart/form-data') === true
    && /\bname="?(?:x-amz-)?signature"?\r\n/i.test(body.toString('latin1'))
  );
}

function forwardedHeaders(headers: IncomingHttpHeaders, length: number, chunked: boolean): IncomingHttpHeaders {
  const { expect: _, 'transfer-encoding': __, ...all } = headers;
  if (chunked) {
    delete all['x-amz-trailer'];
    all['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD';
    const others = String(all['content-encoding'] ?? '')
      .split(',')
      .filter(each => each.trim() !== 'aws-chunked');
    if (others.join('')) all['content-encoding'] = others.join(',');
    else delete all['content-encoding'];
  }
  if (length > 0 || headers['content-length'] !== undefined) all['content-length'] = String(length);
  if (all.authorization) all.authorization = all.authorization.replace(/(?<=Credential=)[^/,]*/, knownKey);
  // Some clients encode the slashes, too, which s3rver does not decode.
  const source = all['x-amz-copy-source'];
  if (source !== undefined) all['x-amz-copy-source'] = encodeURI(checkedName(String(source)));
  return all;
}
