import { AwsError } from '../endpoint/error.ts';
import { answerOf, type OriginServer } from '../http/message.ts';
import { accessDenied, errorText } from '../s3/errors.ts';
import { getObject } from '../s3/objects.ts';
import { placeIn } from '../s3/request.ts';
import type { Store } from '../s3/store.ts';
import { resourcesOf } from '../stack/resources.ts';
import type { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';

/** Finds the bucket of an origin among those of the stack. */
export const bucketOrigins =
  (stack: ResolvedStack, store: Store) =>
  (domainName: string, origin: Section): OriginServer | undefined => {
    const name = /^(.+)\.s3[.-](?:[\w-]+\.)?amazonaws\.com(?:\.cn)?$/.exec(domainName)?.[1];
    if (name === undefined || !resourcesOf(stack, 'AWS::S3::Bucket').some(({ ref }) => ref === name)) return undefined;
    if (!origin.has('OriginAccessControlId'))
      origin.stop('OriginAccessControlId', `is missing: CloudFront could not read the bucket ${name}`);
    const actions = actionsFor(stack, name);
    const allows = (action: string) => actions.some(each => matches(each, action));
    if (!allows('s3:GetObject'))
      origin.stop('DomainName', `is the bucket ${name}, which no bucket policy lets CloudFront read`);
    return bucketOrigin(store, name, allows('s3:ListBucket'));
  };

/**
 * A private bucket as CloudFront sees it through origin access control. Only if CloudFront may list the bucket
 * (`mayList`), a missing key gives 404 instead of 403.
 */
const bucketOrigin = (store: Store, bucket: string, mayList: boolean): OriginServer => ({
  async handle({ method, path, headers }) {
    try {
      if (!['GET', 'HEAD'].includes(method) || path === '/') throw accessDenied();
      const sent = headers.map(([name, value]) => [name.toLowerCase(), value]);
      const { key } = placeIn(`/${bucket}${path}`);
      const request = { method: 'GET', path, query: new URLSearchParams(), body: Buffer.alloc(0), bucket, key };
      const { status, headers: own, body } = getObject(store, { ...request, headers: Object.fromEntries(sent) });
      return answerOf(status, { Server: 'AmazonS3', ...own }, body);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const shown = error.name === 'NoSuchKey' && !mayList ? accessDenied() : error;
      return answerOf(shown.status, { Server: 'AmazonS3', 'Content-Type': 'application/xml' }, errorText(shown));
    }
  },
});

/**
 * The actions on a bucket that the stack's bucket policies allow the CloudFront service. Conditions on the distribution
 * count as met, because there is only one distribution.
 */
const actionsFor = (stack: ResolvedStack, bucketName: string): string[] =>
  resourcesOf(stack, 'AWS::S3::BucketPolicy')
    .filter(({ properties }) => properties.Bucket === bucketName)
    .flatMap(({ properties }) => (properties.PolicyDocument as { Statement?: PolicyStatement[] }).Statement ?? [])
    .filter(({ Effect, Principal }) => {
      const services = [Principal].flat().flatMap(principal => principal?.Service ?? []);
      return Effect === 'Allow' && services.includes('cloudfront.amazonaws.com');
    })
    .flatMap(({ Action }) => Action ?? []);

interface PolicyStatement {
  Effect?: string;
  Principal?: { Service?: string | string[] };
  Action?: string | string[];
}

const matches = (pattern: string, action: string): boolean =>
  pattern.endsWith('*') ? action.startsWith(pattern.slice(0, -1)) : pattern === action;
