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
  const attributes = Object.entries(given);
  if (attributes.length > maxAttributes) {
    throw invalid(
      `Number of message attributes [${attributes.length}] exceeds the allowed maximum [${maxAttributes}].`,
    );
  }
  for (const [name, { DataType, StringValue }] of attributes) {
    if (!/^(String|Number)(\.|$)/.test(DataType))
      throw invalid(`The message attribute '${name}' has a type that the local runner does not support; use String.`);
    if (!StringValue)
      throw invalid(`The message attribute '${name}' must contain a non-empty message attribute value.`);
  }
  return given as MessageAttributes;
}

/** The attributes that a ReceiveMessage request names: by name, by the prefix `name.*`, or `All`. */
export function askedFor(attributes: MessageAttributes, names: string[]): MessageAttributes | undefined {
  const isAsked = (attribute: string) =>
    names.some(
      name => name === 'All' || name === attribute || (/\.\*$/.test(name) && attribute.startsWith(name.slice(0, -1))),
    );
  const asked = Object.entries(attributes).filter(([name]) => isAsked(name));
  return asked.length > 0 ? Object.fromEntries(asked) : undefined;
}

/**
 * The digest that clients check. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/
 * sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
 */
export function md5OfAttributes(attributes: MessageAttributes | undefined): string | undefined {
  if (!attributes || Object.keys(attributes).length === 0) return undefined;
  const stringType = Buffer.of(1);
  return md5(
    Buffer.concat(
      Object.keys(attributes)
        .sort()
        .flatMap(name => {
          const { DataType, StringValue } = attributes[name]!;
          return [withLength(name), withLength(DataType), stringType, withLength(StringValue)];
        }),
    ),
  );
}

function withLength(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

export const invalid = (message: string) => new AwsError('InvalidParameterValue', message);
