import { setTimeout } from 'node:timers/promises';
import { AwsError, notHere } from '../aws/error.ts';
import { Members } from '../aws/members.ts';
import { arn } from '../stack/arn.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import { account } from '../stack/template.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { askedFor, md5OfAttributes, readAttributes } from './message-attributes.ts';
import { bodyDigest, Queue, type Message } from './queue.ts';

/** How often a receiver that waits looks for a message. */
const pollMs = 50;

/**
 * The SQS queues of the stack, for what a dead-letter queue needs: standard queues, and the operations that send,
 * receive, delete and count messages.
 */
export class Queues {
  readonly #byName = new Map<string, Queue>();
  readonly #endpoint: string;

  /** `endpoint` is the URL at which the runner answers AWS's calls. */
  constructor(stack: ResolvedStack, endpoint: string) {
    this.#endpoint = endpoint;
    for (const resource of resourcesOf(stack, 'AWS::SQS::Queue')) {
      const section = new Section(resource).only(['QueueName', 'VisibilityTimeout'], [
        'KmsDataKeyReusePeriodSeconds', 'KmsMasterKeyId', 'MessageRetentionPeriod', 'SqsManagedSseEnabled', 'Tags']);
      const name = nameOf(resource.ref);
      this.#byName.set(name, new Queue(arn('sqs', name), section.integer('VisibilityTimeout')));
    }
  }

  byArn(queueArn: string): Queue | undefined {
    return [...this.#byName.values()].find(queue => queue.arn === queueArn);
  }

  /** Answers an operation: what follows `AmazonSQS.` in X-Amz-Target. Throws an AwsError. */
  async handle(operation: string, input: unknown): Promise<object> {
    const members = new Members(input);
    switch (operation) {
      case 'ListQueues': return this.#list(members.optionalText('QueueNamePrefix') ?? '');
      case 'GetQueueUrl': return { QueueUrl: this.#url(this.#find(members.text('QueueName'))) };
      case 'GetQueueAttributes': return attributesOf(this.#queue(members), members.texts('AttributeNames'));
      case 'SendMessage': return send(this.#queue(members), members);
      case 'ReceiveMessage': return receive(this.#queue(members), members);
      case 'DeleteMessage':
        this.#queue(members).delete(members.text('ReceiptHandle'));
        return {};
      default: throw notHere(`${operation} of AmazonSQS`);
    }
  }

  #list(prefix: string): object {
    const urls = [...this.#byName.values()].filter(({ name }) => name.startsWith(prefix)).map(each => this.#url(each));
    return urls.length > 0 ? { QueueUrls: urls } : {};
  }

  #url({ name }: Queue): string {
    return `${this.#endpoint}/${account}/${name}`;
  }

  /** Clients may also have AWS's own URL of the queue, from the template. */
  #queue(members: Members): Queue {
    return this.#find(nameOf(members.text('QueueUrl')));
  }

  #find(name: string): Queue {
    const queue = this.#byName.get(name);
    if (!queue) throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
    return queue;
  }
}

const nameOf = (url: string) => url.slice(url.lastIndexOf('/') + 1);

function attributesOf(queue: Queue, names: string[]): object {
  const { visible, notVisible } = queue.counts();
  const created = Math.floor(queue.createdAt / 1000);
  const all: Record<string, string> = {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(notVisible),
    ApproximateNumberOfMessagesDelayed: '0',
    CreatedTimestamp: String(created),
    LastModifiedTimestamp: String(created),
    VisibilityTimeout: String(queue.visibilitySeconds),
  };
  const unknown = names.find(name => name !== 'All' && !Object.hasOwn(all, name));
  if (unknown) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
  return picked('Attributes', all, names);
}

function send(queue: Queue, members: Members): object {
  if (members.integer('DelaySeconds', 0, 900)) throw notHere('delay of messages');
  const message = queue.send(members.text('MessageBody'), readAttributes(members.object('MessageAttributes')));
  const MD5OfMessageAttributes = md5OfAttributes(message.attributes);
  return {
    MessageId: message.id,
    MD5OfMessageBody: bodyDigest(message),
    ...(MD5OfMessageAttributes && { MD5OfMessageAttributes }),
  };
}

async function receive(queue: Queue, members: Members): Promise<object> {
  const count = members.integer('MaxNumberOfMessages', 1, 10) ?? 1;
  const visibilitySeconds = members.integer('VisibilityTimeout', 0, 43_200);
  const until = Date.now() + (members.integer('WaitTimeSeconds', 0, 20) ?? 0) * 1000;
  const systemAttributes = [...members.texts('MessageSystemAttributeNames'), ...members.texts('AttributeNames')];
  const attributes = members.texts('MessageAttributeNames');
  for (;;) {
    const messages = queue.receive(count, visibilitySeconds);
    if (messages.length > 0) return { Messages: messages.map(each => shown(each, systemAttributes, attributes)) };
    if (Date.now() >= until) return {};
    await setTimeout(pollMs, undefined, { ref: false });
  }
}

function shown(message: Message, systemAttributes: string[], attributes: string[]): object {
  const { id, body, receipt, sentAt, firstReceivedAt, receiveCount } = message;
  const MessageAttributes = askedFor(message.attributes, attributes);
  return {
    MessageId: id,
    ReceiptHandle: receipt,
    MD5OfBody: bodyDigest(message),
    Body: body,
    ...picked('Attributes', {
      ApproximateFirstReceiveTimestamp: String(firstReceivedAt),
      ApproximateReceiveCount: String(receiveCount),
      SenderId: account,
      SentTimestamp: String(sentAt),
    }, systemAttributes),
    ...(MessageAttributes && { MessageAttributes, MD5OfMessageAttributes: md5OfAttributes(MessageAttributes) }),
  };
}

/** The values with these names, or all for `All`, as a member that is left out when it would be empty. */
function picked(member: string, values: Record<string, string>, names: string[]): object {
  const chosen = Object.entries(values).filter(([name]) => names.includes('All') || names.includes(name));
  return chosen.length > 0 ? { [member]: Object.fromEntries(chosen) } : {};
}
