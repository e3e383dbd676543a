import { setTimeout } from 'node:timers/promises';
import { AwsError, unsupported } from '../endpoint/error.ts';
import { jsonService } from '../endpoint/service.ts';
import { md5 } from '../formats.ts';
import { Requests } from '../models/requests.ts';
import { arn } from '../stack/arn.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import { account } from '../stack/template.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { askedFor, invalid, md5OfAttributes, readAttributes, type GivenAttributes } from './message-attributes.ts';
import { Queue, type Message } from './queue.ts';

/** The interval at which a waiting receiver checks for messages. */
const pollMs = 50;

// SQS reports a wrong name of an attribute by its own error, InvalidAttributeName.
const requests = new Requests('sqs', {
  QueueAttributeName: { enum: undefined },
  MessageSystemAttributeName: { enum: undefined },
});

interface ForQueue {
  QueueUrl: string;
}

interface SendMessage extends ForQueue {
  MessageBody: string;
  DelaySeconds?: number;
  MessageAttributes?: GivenAttributes;
}

interface ReceiveMessage extends ForQueue {
  MaxNumberOfMessages?: number;
  VisibilityTimeout?: number;
  WaitTimeSeconds?: number;
  AttributeNames?: string[];
  MessageSystemAttributeNames?: string[];
  MessageAttributeNames?: string[];
}

/**
 * The SQS queues of the stack, as far as dead-letter queues need them: standard queues, and the operations that send,
 * receive, delete and count messages.
 */
export class Queues {
  readonly service = jsonService('SQS', 'AmazonSQS', this);
  readonly #byName = new Map<string, Queue>();
  readonly #endpoint: string;

  /** `endpoint` is the URL of the runner's AWS endpoint. */
  constructor(stack: ResolvedStack, endpoint: string) {
    this.#endpoint = endpoint;
    for (const resource of resourcesOf(stack, 'AWS::SQS::Queue')) {
      const section = new Section(resource).only(
        'QueueName VisibilityTimeout',
        'KmsDataKeyReusePeriodSeconds KmsMasterKeyId MessageRetentionPeriod SqsManagedSseEnabled Tags',
      );
      const name = nameOf(resource.ref);
      this.#byName.set(name, new Queue(arn('sqs', name), section.integer('VisibilityTimeout')));
    }
  }

  byArn(queueArn: string): Queue | undefined {
    return [...this.#byName.values()].find(queue => queue.arn === queueArn);
  }

  /** Runs an operation: the part after `AmazonSQS.` in X-Amz-Target. Throws an AwsError. */
  async handle(operation: string, input: unknown): Promise<object> {
    if (!Object.hasOwn(this.#operations, operation)) throw unsupported(`${operation} of AmazonSQS`);
    return this.#operations[operation]!(requests.check(operation, input));
  }

  readonly #operations: Record<string, (request: never) => object | Promise<object>> = {
    ListQueues: ({ QueueNamePrefix = '' }: { QueueNamePrefix?: string }) => {
      const found = [...this.#byName.values()].filter(({ name }) => name.startsWith(QueueNamePrefix));
      return found.length > 0 ? { QueueUrls: found.map(each => this.#url(each)) } : {};
    },
    GetQueueUrl: ({ QueueName }: { QueueName: string }) => ({ QueueUrl: this.#url(this.#find(QueueName)) }),
    GetQueueAttributes: (request: ForQueue & { AttributeNames?: string[] }) =>
      attributesOf(this.#queue(request), request.AttributeNames ?? []),
    SendMessage: (request: SendMessage) => send(this.#queue(request), request),
    ReceiveMessage: (request: ReceiveMessage) => receive(this.#queue(request), request),
    DeleteMessage: (request: ForQueue & { ReceiptHandle: string }) => {
      this.#queue(request).delete(request.ReceiptHandle);
      return {};
    },
  };

  #url({ name }: Queue): string {
    return `${this.#endpoint}/${account}/${name}`;
  }

  /** The name is enough, because clients may also use AWS's URL of the queue, from the template. */
  #queue({ QueueUrl }: ForQueue): Queue {
    return this.#find(nameOf(QueueUrl));
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

function send(queue: Queue, { MessageBody, DelaySeconds, MessageAttributes = {} }: SendMessage): object {
  if (between(0, 900, { DelaySeconds })) throw unsupported('delays of messages');
  const { id, attributes } = queue.send(MessageBody, readAttributes(MessageAttributes));
  const MD5OfMessageAttributes = md5OfAttributes(attributes);
  return {
    MessageId: id,
    MD5OfMessageBody: md5(MessageBody),
    ...(MD5OfMessageAttributes && { MD5OfMessageAttributes }),
  };
}

async function receive(queue: Queue, request: ReceiveMessage): Promise<object> {
  const { MaxNumberOfMessages, VisibilityTimeout, WaitTimeSeconds, MessageAttributeNames: attributes = [] } = request;
  const { AttributeNames = [], MessageSystemAttributeNames = [] } = request;
  const count = between(1, 10, { MaxNumberOfMessages }) ?? 1;
  const visibilitySeconds = between(0, 43_200, { VisibilityTimeout });
  const until = Date.now() + (between(0, 20, { WaitTimeSeconds }) ?? 0) * 1000;
  const systemAttributes = [...MessageSystemAttributeNames, ...AttributeNames];
  for (;;) {
    const messages = queue.receive(count, visibilitySeconds);
    if (messages.length > 0) return { Messages: messages.map(each => shown(each, systemAttributes, attributes)) };
    if (Date.now() >= until) return {};
    await setTimeout(pollMs, undefined, { ref: false });
  }
}

/** Checks one number, given by its name. The model has no limits for it. The message is SQS's own. */
function between(min: number, max: number, number: Record<string, number | undefined>): number | undefined {
  const [name, value] = Object.entries(number)[0]!;
  if (value === undefined || (value >= min && value <= max)) return value;
  const reason = `Must be >= ${min} and <= ${max}, if provided.`;
  throw invalid(`Value ${value} for parameter ${name} is invalid. Reason: ${reason}`);
}

function shown(message: Message, systemAttributes: string[], attributes: string[]): object {
  const { id, body, receipt, sentAt, firstReceivedAt, receiveCount } = message;
  const MessageAttributes = askedFor(message.attributes, attributes);
  const MD5OfMessageAttributes = md5OfAttributes(MessageAttributes);
  const system = {
    ApproximateFirstReceiveTimestamp: String(firstReceivedAt),
    ApproximateReceiveCount: String(receiveCount),
    SenderId: account,
    SentTimestamp: String(sentAt),
  };
  return {
    MessageId: id,
    ReceiptHandle: receipt,
    MD5OfBody: md5(body),
    Body: body,
    ...picked('Attributes', system, systemAttributes),
    ...(MD5OfMessageAttributes && { MessageAttributes, MD5OfMessageAttributes }),
  };
}

/** An object whose member has the values with these names (`All`: every value). Without values, an empty object. */
function picked(member: string, values: Record<string, string>, names: string[]): object {
  const chosen = Object.entries(values).filter(([name]) => names.includes('All') || names.includes(name));
  return chosen.length > 0 ? { [member]: Object.fromEntries(chosen) } : {};
}
