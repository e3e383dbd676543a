import { AwsError } from '../endpoint/error.ts';
import { md5 } from '../formats.ts';

/** A message's attributes by name. The runner supports only text values. */
export type MessageAttributes = Record<string, { DataType: string; StringValue: string }>;

/** The attributes of a request, not yet checked. */
export type GivenAttributes = Record<string, { DataType: string; StringValue?: string }>;

/** SQS's limit for one message. */
const maxAttributes = 10;

/** Checks the attributes of a SendMessage request. */
export function readAttributes(given: GivenAttributes): MessageAttributes {
  const count = Object.keys(given).length;
  if (count > maxAttributes)
    throw invalid(`Number of message attributes [${count}] exceeds the allowed maximum [${maxAttributes}].`);
  for (const [name, { DataType, StringValue }] of Object.entries(given)) {
    if (!/^(String|Number)(\.|$)/.test(DataType))
      throw invalid(`The message attribute '${name}' has a type that the local runner does not support; use String.`);
    if (!StringValue)
      throw invalid(`The message attribute '${name}' must contain a non-empty message attribute value.`);
  }
  return given as MessageAttributes;
}

/** The attributes that a ReceiveMessage request names: by name, by the prefix `name.*`, or `All`. */
export function askedFor(attributes: MessageAttributes, names: string[]): MessageAttributes {
  const isAsked = (attribute: string) =>
    names.some(
      name => name === 'All' || name === attribute || (/\.\*$/.test(name) && attribute.startsWith(name.slice(0, -1))),
    );
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isAsked(name)));
}

/**
 * The digest that clients check. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/
 * sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
 */
export function md5OfAttributes(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const parts = names.flatMap(name => {
    const { DataType, StringValue } = attributes[name]!;
    return [withLength(name), withLength(DataType), Buffer.of(1), withLength(StringValue)];
  });
  return md5(Buffer.concat(parts));
}

function withLength(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

export const invalid = (message: string) => new AwsError('InvalidParameterValue', message);
