import { md5 } from '../formats.ts';
import { headerOf, isValid, withHeader } from '../http/message.ts';
import type { Answer, Header, OriginRequest, OriginServer } from '../http/message.ts';
import { decode } from '../http/target.ts';
import type { SiteFile } from '../s3/site.ts';
import { resourcesOf } from '../stack/resources.ts';
import type { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { contentTypeOf } from './content-types.ts';
import { s3Error } from './pages.ts';

/** Reads an object by bucket name and key (without a leading slash); undefined if there is none. */
export type ReadFile = (bucketName: string, key: string) => Promise<SiteFile | undefined>;

/** What the bucket policy allows CloudFront to do. */
interface Grants {
  read: boolean;
  list: boolean;
}

/** Finds the bucket of an origin among those of the stack. */
export const bucketOrigins =
  (stack: ResolvedStack, files: ReadFile) =>
  (domainName: string, origin: Section): OriginServer | undefined => {
    const name = /^(.+)\.s3[.-](?:[\w-]+\.)?amazonaws\.com(?:\.cn)?$/.exec(domainName)?.[1];
    if (name === undefined || !resourcesOf(stack, 'AWS::S3::Bucket').some(({ ref }) => ref === name)) return undefined;
    if (!origin.has('OriginAccessControlId'))
      origin.stop('OriginAccessControlId', `is missing: CloudFront could not read the bucket ${name}`);
    const grants = grantsOf(stack, name);
    if (!grants.read) origin.stop('DomainName', `is the bucket ${name}, which no bucket policy lets CloudFront read`);
    return new BucketOrigin(name, grants.list, files);
  };

/** A private bucket as CloudFront sees it through origin access control. */
class BucketOrigin implements OriginServer {
  readonly #bucketName: string;
  readonly #mayList: boolean;
  readonly #files: ReadFile;

  /** `mayList`: whether CloudFront may list the bucket. Only then does a missing key give 404 instead of 403. */
  constructor(bucketName: string, mayList: boolean, files: ReadFile) {
    this.#bucketName = bucketName;
    this.#mayList = mayList;
    this.#files = files;
  }

  async handle(request: OriginRequest): Promise<Answer> {
    const key = decode(request.path)?.slice(1);
    if (key === undefined) return s3Error(400, 'InvalidURI', "Couldn't parse the specified URI.");
    const denied = s3Error(403, 'AccessDenied', 'Access Denied');
    if ((request.method !== 'GET' && request.method !== 'HEAD') || key === '') return denied;

    const file = isPlainKey(key) ? await this.#files(this.#bucketName, key) : undefined;
    if (file === undefined)
      return this.#mayList ? s3Error(404, 'NoSuchKey', 'The specified key does not exist.') : denied;
    return found(key, file, headerOf(request.headers, 'if-none-match'));
  }
}

/**
 * False for dot segments, empty segments and backslashes. S3 allows them, but no site has such keys. `ReadFile` never
 * sees one, so a path traversal cannot reach the file system.
 */
function isPlainKey(key: string): boolean {
  return key.length <= 1024 && !/[\0-\x1f\\]/.test(key) && !key.split('/').some(part => ['', '.', '..'].includes(part));
}

function found(key: string, { body, metadata }: SiteFile, ifNoneMatch: string | undefined): Answer {
  const etag = `"${md5(body)}"`;
  let headers: Header[] = [
    ['Server', 'AmazonS3'],
    ['ETag', etag],
    ['Content-Type', contentTypeOf(key)],
  ];
  for (const [name, value] of Object.entries(metadata)) {
    if (isValid(name, value)) headers = withHeader(headers, name, value);
  }
  const known = ifNoneMatch?.split(',').map(tag => tag.trim().replace(/^W\//, '')) ?? [];
  if (known.includes(etag) || known.includes('*')) return { status: 304, headers, body: new Uint8Array() };
  return { status: 200, headers, body };
}

/**
 * What the stack's bucket policies allow the CloudFront service to do with a bucket. Conditions on the distribution
 * count as met, because there is only one distribution.
 */
function grantsOf(stack: ResolvedStack, bucketName: string): Grants {
  const grants: Grants = { read: false, list: false };
  for (const policy of resourcesOf(stack, 'AWS::S3::BucketPolicy')) {
    const { Bucket: bucket, PolicyDocument: document } = policy.properties;
    if (bucket !== bucketName) continue;
    for (const statement of (document as { Statement?: PolicyStatement[] } | undefined)?.Statement ?? []) {
      const service = [statement.Principal].flat().flatMap(principal => principal?.Service ?? []);
      if (statement.Effect !== 'Allow' || !service.includes('cloudfront.amazonaws.com')) continue;
      for (const action of [statement.Action ?? []].flat()) {
        grants.read ||= matches(action, 's3:GetObject');
        grants.list ||= matches(action, 's3:ListBucket');
      }
    }
  }
  return grants;
}

interface PolicyStatement {
  Effect?: string;
  Principal?: { Service?: string | string[] };
  Action?: string | string[];
}

function matches(pattern: string, action: string): boolean {
  return pattern.endsWith('*') ? action.startsWith(pattern.slice(0, -1)) : pattern === action;
}
