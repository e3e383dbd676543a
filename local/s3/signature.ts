import { createHash, createHmac } from 'node:crypto';
import { subresources, type S3Request } from './request.ts';

/** What a signature of version 4 says about itself, in a header or in the query. */
export interface Signature4 {
  accessKeyId: string;
  /** Day, Region, service, and `aws4_request`. */
  scope: string[];
  date: string;
  signedHeaders: string[];
  signature: string;
  payloadHash: string;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
export function signatureOf(request: S3Request, signed: Signature4, secret: string): string {
  const { scope, date, signedHeaders, payloadHash } = signed;
  const headers = signedHeaders.map(name => `${name}:${valueOf(request, name).trim().replace(/\s+/g, ' ')}\n`);
  const query = [...request.query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(pair => pair.map(encoded))
    // A space comes before all that a name can have.
    .sort((a, b) => (a.join(' ') < b.join(' ') ? -1 : 1))
    .map(pair => pair.join('='));
  const path = encoded(decodeURIComponent(request.path)).replaceAll('%2F', '/');
  const canonical = [request.method, path, query.join('&'), headers.join(''), signedHeaders.join(';'), payloadHash];
  const text = ['AWS4-HMAC-SHA256', date, scope.join('/'), sha256(canonical.join('\n'))].join('\n');
  const key = scope.reduce<string | Buffer>((each, part) => hmac('sha256', each, part), `AWS4${secret}`);
  return hmac('sha256', key, text).toString('hex');
}

const overrides = /^response-(?:cache-control|content-(?:disposition|encoding|language|type)|expires)$/;

/** Of a URL of version 2, which the AWS CLI makes. https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html */
export function signatureOf2(request: S3Request, secret: string): string {
  const { method, path, query, headers } = request;
  const said = new Map([...Object.entries(headers), ...query]);
  const amz = [...said].filter(([name]) => /^x-amz-/.test(name)).map(([name, value]) => `${name}:${String(value)}\n`);
  const parts = [...query]
    .filter(([name]) => subresources.includes(name) || overrides.test(name))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`));
  const resource = `${path}${parts.length > 0 ? `?${parts.sort().join('&')}` : ''}`;
  const about = ['content-md5', 'content-type'].map(name => said.get(name) ?? '');
  const text = [method, ...about, query.get('Expires'), amz.sort().join('') + resource].join('\n');
  return hmac('sha1', secret, text).toString('base64');
}

export const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

const hmac = (algorithm: string, key: string | Buffer, text: string) =>
  createHmac(algorithm, key).update(text).digest();

const valueOf = ({ headers }: S3Request, name: string) => [headers[name] ?? ''].flat().join(',');

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, each => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
