import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws/error.ts';
import { Problem } from '../problem.ts';
import { resourcesOf } from '../stack/resources.ts';
import type { ResolvedResource, ResolvedStack } from '../stack/types.ts';
import { compileFilterPolicy, type Attributes } from './filter-policy.ts';
import { composeMail, type Mail } from './mail.ts';
import { readPublication } from './publish.ts';

interface Subscription {
  email: string;
  accepts(attributes: Attributes): boolean;
}

/** The SNS topics of the stack and their subscriptions. */
export class Topics {
  readonly #subscriptions = new Map<string, Subscription[]>();
  readonly #send: (mail: Mail) => void;

  /** Throws a Problem that names a topic or subscription of a kind that the runner does not know. */
  constructor(stack: ResolvedStack, send: (mail: Mail) => void) {
    this.#send = send;
    for (const { logicalId, type, ref, properties } of resourcesOf(stack, 'AWS::SNS::Topic')) {
      if (properties.FifoTopic === true || properties.Subscription !== undefined)
        throw new Problem(`${logicalId} (${type}): the runner knows no FIFO topics, and no subscriptions in a topic`);
      this.#subscriptions.set(ref, []);
    }
    for (const subscription of resourcesOf(stack, 'AWS::SNS::Subscription')) this.#subscribe(subscription);
  }

  /** SNS's Publish: takes the message and mails it afterwards. Gives the message's id. */
  publish(parameters: URLSearchParams): string {
    const { topicArn, subject, text, attributes } = readPublication(parameters);
    const subscriptions = this.#subscriptions.get(topicArn);
    if (!subscriptions) throw new AwsError('NotFound', 'Topic does not exist', 404);
    const messageId = randomUUID();
    for (const { email, accepts } of subscriptions)
      if (accepts(attributes)) this.#send(composeMail({ to: email, subject, text, topicArn, messageId }));
    return messageId;
  }

  #subscribe({ logicalId, type, properties }: ResolvedResource): void {
    const where = `${logicalId} (${type})`;
    const { Protocol, Endpoint, TopicArn, FilterPolicy, FilterPolicyScope = 'MessageAttributes' } = properties;
    if (Protocol !== 'email')
      throw new Problem(`${where}: the runner knows the protocol email only, not ${String(Protocol)}`);
    if (FilterPolicyScope !== 'MessageAttributes')
      throw new Problem(`${where}: the runner filters by message attributes only, not by ${String(FilterPolicyScope)}`);
    const subscriptions = this.#subscriptions.get(String(TopicArn));
    if (!subscriptions) throw new Problem(`${where}: there is no topic ${String(TopicArn)} in the template`);
    subscriptions.push({
      email: String(Endpoint),
      accepts: FilterPolicy === undefined ? () => true : compileFilterPolicy(FilterPolicy, `${where}.FilterPolicy`),
    });
  }
}
