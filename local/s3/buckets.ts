import { functionArn } from '../stack/arn.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { corsRulesOf } from './cors.ts';

export type Bucket = ReturnType<typeof bucketsOf>[number];

/** Without effect here: access, storage and expiry. A bucket ends with the runner. */
const ignored =
  'AccessControl BucketEncryption BucketName LifecycleConfiguration OwnershipControls PublicAccessBlockConfiguration Tags'
  + ' VersioningConfiguration';

/** The buckets of a stack. Throws a Problem that names an unsupported property. */
export const bucketsOf = (stack: ResolvedStack) =>
  resourcesOf(stack, 'AWS::S3::Bucket').map(resource => {
    const section = new Section(resource).only(['CorsConfiguration', 'NotificationConfiguration'], ignored);
    const cors = section.section('CorsConfiguration')?.only(['CorsRules']);
    const notifications = section.section('NotificationConfiguration')?.only(['LambdaConfigurations']);
    return {
      name: resource.ref,
      cors: cors ? corsRulesOf(cors) : [],
      notifications: notifications?.sections('LambdaConfigurations').map(each => notificationOf(each, stack)) ?? [],
    };
  });

const events = ['*', 'Put', 'Copy', 'CompleteMultipartUpload'].map(kind => `s3:ObjectCreated:${kind}`);

/**
 * Which function hears of which objects. In the event's name, a star stands for all kinds.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
 */
function notificationOf(section: Section, stack: ResolvedStack) {
  section.only(['Event', 'Filter', 'Function']);
  const event = section.text('Event');
  if (!events.includes(event)) section.stop('Event', `is ${event}; the runner supports only ${events.join(', ')}`);
  const target = section.text('Function');
  if (!resourcesOf(stack, 'AWS::Lambda::Function').some(({ ref }) => functionArn(ref) === target))
    section.stop('Function', `is not a function of this stack: ${target}`);
  const filter = { prefix: '', suffix: '' };
  const key = section.section('Filter')?.only(['S3Key']).requiredSection('S3Key').only(['Rules']);
  for (const rule of key?.sections('Rules') ?? []) {
    const name = rule.only(['Name', 'Value']).text('Name').toLowerCase();
    if (name === 'prefix' || name === 'suffix') filter[name] = rule.optionalText('Value') ?? '';
    else rule.stop('Name', `is ${name}; the runner supports only prefix and suffix`);
  }
  return { event, ...filter, functionArn: target };
}
