import { randomUUID } from 'node:crypto';
import { AwsError, unsupported } from '../endpoint/error.ts';
import { queryService } from '../endpoint/query.ts';
import type { Mail } from '../mailbox/mailbox.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import { account } from '../stack/template.ts';
import type { ResolvedResource, ResolvedStack } from '../stack/types.ts';
import { compileFilterPolicy } from './filter-policy.ts';
import { composeMail } from './mail.ts';
import { readPublication } from './publish.ts';

type Subscription = ReturnType<typeof subscriptionOf>;

interface Topic {
  displayName: string | undefined;
  subscriptions: Subscription[];
}

/**
 * Messages a second. SNS suspends an email subscription that gets more
 * (https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html).
 */
const mostPerSecond = 10;

interface TopicsOptions {
  send(mail: Mail): void;
  print(line: string): void;
  now?(): number;
}

/** The SNS topics of the stack and their subscriptions. */
export class Topics {
  readonly service = queryService(
    'SNS',
    { version: '2010-03-31', host: 'http://sns.amazonaws.com' },
    (action, parameters) => {
      if (action === 'Publish') return { MessageId: this.publish(parameters) };
      if (action === 'ListSubscriptionsByTopic') return this.#list(parameters);
      throw unsupported(`${action} of SNS`);
    },
  );
  readonly #topics = new Map<string, Topic>();
  readonly #options: TopicsOptions;

  /** Throws a Problem that names a kind of topic or subscription that the runner does not support. */
  constructor(stack: ResolvedStack, options: TopicsOptions) {
    this.#options = options;
    for (const topic of resourcesOf(stack, 'AWS::SNS::Topic')) {
      const section = new Section(topic).only('DisplayName TopicName', 'KmsMasterKeyId Tags TracingConfig');
      this.#topics.set(topic.ref, { displayName: section.optionalText('DisplayName'), subscriptions: [] });
    }
    for (const resource of resourcesOf(stack, 'AWS::SNS::Subscription')) {
      const section = new Section(resource).only('Endpoint FilterPolicy Protocol TopicArn');
      const arn = section.text('TopicArn');
      const topic = this.#topics.get(arn) ?? section.stop('TopicArn', `is not a topic of the stack: ${arn}`);
      topic.subscriptions.push(subscriptionOf(resource, section));
    }
  }

  /** SNS's Publish: accepts the message and mails it asynchronously. Returns the message's id. */
  publish(parameters: URLSearchParams): string {
    const { topicArn, subject, text, attributes } = readPublication(parameters);
    const topic = this.#topic(topicArn);
    const messageId = randomUUID();
    const mail = { sender: topic.displayName, subject, text, topicArn, messageId };
    for (const subscription of topic.subscriptions)
      if (subscription.accepts(attributes) && this.#delivers(subscription, topicArn))
        this.#options.send(composeMail({ ...mail, to: subscription.email }));
    return messageId;
  }

  /** All subscriptions, in one page. Nobody has to confirm one here, but too many mails suspend it. */
  #list(parameters: URLSearchParams) {
    const topicArn = parameters.get('TopicArn') ?? '';
    const member = this.#topic(topicArn).subscriptions.map(({ arn, email, pending }) => ({
      TopicArn: topicArn,
      Protocol: 'email',
      SubscriptionArn: pending ? 'PendingConfirmation' : arn,
      Owner: account,
      Endpoint: email,
    }));
    return { Subscriptions: { member } };
  }

  #topic(topicArn: string): Topic {
    const topic = this.#topics.get(topicArn);
    if (!topic) throw new AwsError('NotFound', 'Topic does not exist', 404);
    return topic;
  }

  /** Whether a subscription gets a message. One too many in a second suspends it. */
  #delivers(subscription: Subscription, topicArn: string): boolean {
    if (subscription.pending) return false;
    const now = this.#options.now?.() ?? Date.now();
    subscription.recent = [...subscription.recent.filter(time => time > now - 1000), now];
    subscription.pending = subscription.recent.length > mostPerSecond;
    if (subscription.pending)
      this.#options.print(
        `SNS suspends the subscription of ${subscription.email} to ${topicArn}: `
          + `more than ${mostPerSecond} messages in a second. It gets no mail until this stack starts again.`,
      );
    return !subscription.pending;
  }
}

function subscriptionOf({ ref, logicalId, type }: ResolvedResource, section: Section) {
  const protocol = section.text('Protocol');
  if (protocol !== 'email') section.stop('Protocol', `is ${protocol}; the runner supports only email`);
  const policy = section.raw('FilterPolicy') ?? {};
  return {
    arn: ref,
    email: section.text('Endpoint'),
    accepts: compileFilterPolicy(policy, `${logicalId} (${type}): FilterPolicy`),
    /** When the last messages came, at most as many as a second may have. */
    recent: [] as number[],
    /** SNS waits for the subscriber's confirmation again. */
    pending: false,
  };
}
