import { escaped } from '../markup.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';

export interface Bucket {
  name: string;
  /** The body of PutBucketCors, if the bucket answers other origins. */
  cors: string | undefined;
}

/** Who may read, how it is stored and when it expires: of no meaning for a bucket that is gone with the runner. */
const ignored = [
  'AccessControl', 'BucketEncryption', 'BucketName', 'LifecycleConfiguration', 'OwnershipControls',
  'PublicAccessBlockConfiguration', 'Tags', 'VersioningConfiguration',
];

/** The buckets of a stack. Throws a Problem that names a property which is not known here. */
export const bucketsOf = (stack: ResolvedStack): Bucket[] => resourcesOf(stack, 'AWS::S3::Bucket').map(resource => {
  const cors = new Section(resource).only(['CorsConfiguration'], ignored).section('CorsConfiguration');
  return { name: resource.ref, cors: cors && corsOf(cors.only(['CorsRules'])) };
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html */
function corsOf(cors: Section): string {
  const rules = cors.sections('CorsRules').map(rule => {
    rule.only(['AllowedHeaders', 'AllowedMethods', 'AllowedOrigins', 'ExposedHeaders', 'Id', 'MaxAge']);
    const maxAge = rule.integer('MaxAge');
    return element('CORSRule', [
      ...rule.texts('AllowedOrigins').map(text => element('AllowedOrigin', escaped(text))),
      ...rule.texts('AllowedMethods').map(text => element('AllowedMethod', escaped(text))),
      ...rule.texts('AllowedHeaders').map(text => element('AllowedHeader', escaped(text))),
      ...rule.texts('ExposedHeaders').map(text => element('ExposeHeader', escaped(text))),
      ...maxAge === undefined ? [] : [element('MaxAgeSeconds', String(maxAge))],
    ].join(''));
  });
  return element('CORSConfiguration', rules.join(''));
}

const element = (name: string, content: string): string => `<${name}>${content}</${name}>`;
