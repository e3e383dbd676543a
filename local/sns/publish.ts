import { AwsError } from '../endpoint/error.ts';
import type { Attributes } from './filter-policy.ts';

/** A valid Publish request. */
interface Publication {
  topicArn: string;
  subject: string | undefined;
  text: string;
  attributes: Attributes;
}

const maxMessageBytes = 262_144;
/** In characters: SNS requires fewer than 100. */
const maxSubjectLength = 99;

/**
 * Reads the parameters of SNS's Publish (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html). Throws
 * InvalidParameter or ParameterValueInvalid as SNS does.
 */
export function readPublication(parameters: URLSearchParams): Publication {
  const topicArn = parameters.get('TopicArn');
  if (!topicArn) throw invalid('TopicArn or TargetArn Reason: no value for required parameter');
  const message = parameters.get('Message') ?? '';
  if (message === '') throw invalid('Empty message');
  if (Buffer.byteLength(message) > maxMessageBytes) throw invalid('Message too long');
  if (parameters.has('MessageStructure'))
    throw invalid('MessageStructure Reason: the local runner does not support it');
  return {
    topicArn,
    subject: readSubject(parameters.get('Subject')),
    text: message,
    attributes: readAttributes(parameters),
  };
}

function readSubject(subject: string | null): string | undefined {
  if (subject === null) return undefined;
  // UTF-8 without line breaks and control characters.
  if (subject.length === 0 || subject.length > maxSubjectLength || /[\p{Cc}\u2028\u2029]/u.test(subject))
    throw invalid('Subject');
  return subject;
}

function readAttributes(parameters: URLSearchParams): Attributes {
  const attributes: Attributes = new Map();
  for (let n = 1; parameters.has(`MessageAttributes.entry.${n}.Name`); n++) {
    const entry = `MessageAttributes.entry.${n}`;
    const name = parameters.get(`${entry}.Name`)!;
    const type = parameters.get(`${entry}.Value.DataType`);
    const value = parameters.get(`${entry}.Value.StringValue`);
    if (!type) throw invalidAttribute(name, 'must contain a non-empty message attribute type');
    if (!value) throw invalidAttribute(name, 'must contain a non-empty message attribute value');
    if (type !== 'String') throw invalidAttribute(name, `has the type ${type}; the local runner supports only String`);
    attributes.set(name, value);
  }
  return attributes;
}

const invalid = (what: string) => new AwsError('InvalidParameter', `Invalid parameter: ${what}`);

const invalidAttribute = (name: string, what: string) =>
  new AwsError('ParameterValueInvalid', `The message attribute '${name}' ${what}.`);
