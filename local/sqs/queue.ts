import { randomBytes, randomUUID } from 'node:crypto';
import { AwsError } from '../endpoint/error.ts';
import { invalid, type MessageAttributes } from './message-attributes.ts';

export interface Message {
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly sentAt: number;
  /** When it can be received again, in milliseconds since 1970. */
  visibleAt: number;
  firstReceivedAt: number | undefined;
  receiveCount: number;
  /** The latest receiver's handle for deleting it. */
  receipt: string | undefined;
}

/** SQS's limit for a message, in bytes of UTF-8, attributes included. */
const maxMessageBytes = 1_048_576;

/** Characters that XML 1.0 does not allow. */
const unprintable = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/** A standard queue in memory. Messages stay until they are deleted or the runner ends. */
export class Queue {
  readonly arn: string;
  readonly name: string;
  readonly visibilitySeconds: number;
  readonly createdAt = Date.now();
  readonly #messages = new Set<Message>();

  constructor(arn: string, visibilitySeconds = 30) {
    this.arn = arn;
    this.name = arn.slice(arn.lastIndexOf(':') + 1);
    this.visibilitySeconds = visibilitySeconds;
  }

  /** Throws InvalidMessageContents or InvalidParameterValue, as SQS does. */
  send(body: string, attributes: MessageAttributes = {}): Message {
    if (body === '') throw new AwsError('MissingParameter', 'The request must contain the parameter MessageBody.');
    if (unprintable.test(body))
      throw new AwsError(
        'InvalidMessageContents',
        'Invalid characters found. Valid unicode characters are '
          + '#x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
      );
    if (Buffer.byteLength(body) + Buffer.byteLength(JSON.stringify(attributes)) > maxMessageBytes)
      throw invalid(
        `One or more parameters are invalid. Reason: Message must be shorter than ${maxMessageBytes} bytes.`,
      );
    const message: Message = {
      id: randomUUID(),
      body,
      attributes,
      sentAt: Date.now(),
      visibleAt: 0,
      firstReceivedAt: undefined,
      receiveCount: 0,
      receipt: undefined,
    };
    this.#messages.add(message);
    return message;
  }

  /** At most `count` messages, the oldest first. Other receivers do not get them for a while. */
  receive(count: number, visibilitySeconds = this.visibilitySeconds): Message[] {
    const now = Date.now();
    const received = [...this.#messages].filter(({ visibleAt }) => visibleAt <= now).slice(0, count);
    for (const message of received) {
      message.visibleAt = now + visibilitySeconds * 1000;
      message.firstReceivedAt ??= now;
      message.receiveCount++;
      message.receipt = `${message.id}#${randomBytes(16).toString('base64url')}`;
    }
    return received;
  }

  /** Does nothing if the message is gone. Throws ReceiptHandleIsInvalid for a malformed handle. */
  delete(receipt: string): void {
    if (!/^[0-9a-f-]{36}#[\w-]{22}$/.test(receipt))
      throw new AwsError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.', 404);
    for (const message of this.#messages) if (message.receipt === receipt) this.#messages.delete(message);
  }

  /** The numbers of messages that can be received now, and of those received but not yet deleted. */
  counts(): { visible: number; notVisible: number } {
    const now = Date.now();
    const visible = [...this.#messages].filter(({ visibleAt }) => visibleAt <= now).length;
    return { visible, notVisible: this.#messages.size - visible };
  }
}
