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
/** Line breaks and control characters, which a subject may not have. */
const unprintable = /[\p{Cc}\u2028\u2029]/u;

/**
 * Reads the parameters of SNS's Publish (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html). Throws
 * InvalidParameter or ParameterValueInvalid as SNS does.
 */
export function readPublication(parameters: URLSearchParams): Publication {
  const topicArn = parameters.get('TopicArn');
  if (!topicArn) throw invalid('TopicArn or TargetArn Reason: no value for required parameter');
  const text = parameters.get('Message');
  if (!text) throw invalid('Empty message');
  if (Buffer.byteLength(text) > maxMessageBytes) throw invalid('Message too long');
  if (parameters.has('MessageStructure'))
    throw invalid('MessageStructure Reason: the local runner does not support it');
  const subject = parameters.get('Subject') ?? undefined;
  if (subject === '' || (subject && (subject.length > maxSubjectLength || unprintable.test(subject))))
    throw invalid('Subject');
  return { topicArn, subject, text, attributes: readAttributes(parameters) };
}

function readAttributes(parameters: URLSearchParams): Attributes {
  const attributes: Attributes = new Map();
  for (let n = 1; parameters.has(`MessageAttributes.entry.${n}.Name`); n++) {
    const part = (name: string) => parameters.get(`MessageAttributes.entry.${n}.${name}`);
    const name = part('Name')!;
    const value = part('Value.StringValue');
    const type = part('Value.DataType');
    const refuse = (what: string) => new AwsError('ParameterValueInvalid', `The message attribute '${name}' ${what}.`);
    if (!type) throw refuse('must contain a non-empty message attribute type');
    if (!value) throw refuse('must contain a non-empty message attribute value');
    if (type !== 'String') throw refuse(`has the type ${type}; the local runner supports only String`);
    attributes.set(name, value);
  }
  return attributes;
}

const invalid = (what: string) => new AwsError('InvalidParameter', `Invalid parameter: ${what}`);
