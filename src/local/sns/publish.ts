import { AwsError } from '../aws/error.ts';
import { isObject } from '../json.ts';
import type { Attributes } from './filter-policy.ts';

/** A Publish request, checked. */
export interface Publication {
  topicArn: string;
  subject: string | undefined;
  /** The text for the protocol email. */
  text: string;
  attributes: Attributes;
}

const maxMessageBytes = 262_144;
/** Characters; less than 100 are possible. */
const maxSubjectLength = 99;

/**
 * Reads the parameters of SNS's Publish (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html). Throws
 * InvalidParameter or ParameterValueInvalid as SNS does.
 */
export function readPublication(parameters: URLSearchParams): Publication {
  const topicArn = parameters.get('TopicArn') ?? parameters.get('TargetArn');
  if (!topicArn) throw invalid('TopicArn or TargetArn Reason: no value for required parameter');
  const message = parameters.get('Message') ?? '';
  if (message === '') throw invalid('Empty message');
  if (Buffer.byteLength(message) > maxMessageBytes) throw invalid('Message too long');
  return {
    topicArn,
    subject: readSubject(parameters.get('Subject')),
    text: parameters.get('MessageStructure') === 'json' ? textForEmail(message) : message,
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

/** With MessageStructure `json`, a message says what each protocol gets. */
function textForEmail(message: string): string {
  let texts: unknown;
  try {
    texts = JSON.parse(message);
  } catch {
    throw invalid('Message Structure - JSON message body failed to parse');
  }
  const text = isObject(texts) ? texts.email ?? texts.default : undefined;
  if (!isObject(texts) || typeof texts.default !== 'string' || typeof text !== 'string')
    throw invalid('Message Structure - No default entry in JSON message body');
  return text;
}

function readAttributes(parameters: URLSearchParams): Attributes {
  const attributes: Attributes = new Map();
  for (let n = 1; parameters.has(`MessageAttributes.entry.${n}.Name`); n++) {
    const entry = `MessageAttributes.entry.${n}`;
    const name = parameters.get(`${entry}.Name`)!;
    const type = parameters.get(`${entry}.Value.DataType`);
    const value = parameters.get(`${entry}.Value.StringValue`) ?? parameters.get(`${entry}.Value.BinaryValue`);
    if (!type) throw invalidAttribute(name, 'must contain a non-empty message attribute type');
    if (!value) throw invalidAttribute(name, 'must contain a non-empty message attribute value');
    attributes.set(name, readAttribute(name, type, value));
  }
  return attributes;
}

function readAttribute(name: string, type: string, value: string): Attributes extends Map<string, infer V> ? V : never {
  if (type === 'String.Array') {
    try {
      const values: unknown = JSON.parse(value);
      if (Array.isArray(values)) return values as (string | number | boolean | null)[];
    } catch {
      // Reported below, with what is no array.
    }
    throw invalidAttribute(name, 'has the type String.Array but no JSON array');
  }
  if (type === 'Number' || type.startsWith('Number.')) {
    if (!Number.isFinite(Number(value))) throw invalidAttribute(name, 'has the type Number but no number');
    return [Number(value)];
  }
  if (type === 'Binary' || type.startsWith('Binary.')) return [];
  if (type === 'String' || type.startsWith('String.')) return [value];
  throw invalidAttribute(name, `has an unknown type ${type}`);
}

const invalid = (what: string) => new AwsError('InvalidParameter', `Invalid parameter: ${what}`);

const invalidAttribute = (name: string, what: string) =>
  new AwsError('ParameterValueInvalid', `The message attribute '${name}' ${what}.`);
