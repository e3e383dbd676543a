import { AwsError } from '../aws/error.ts';
import { Members } from '../aws/members.ts';
import { isObject } from '../json.ts';
import { arn } from '../stack/arn.ts';
import { eventOf, type Event } from './event.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
const maxEntries = 10;

/** In bytes of all entries together. */
const maxBytes = 262_144;

const maxDetailTypeLength = 128;

export interface FailedEntry {
  ErrorCode: string;
  ErrorMessage: string;
}

/** Reads a request: an event for each entry, or why that one fails. Throws an AwsError when the whole request does. */
export function readPutEvents(input: unknown): (Event | FailedEntry)[] {
  const members = new Members(input);
  if (members.optionalText('EndpointId') !== undefined) throw invalid('The local EventBridge has no global endpoints.');
  const list = members.list('Entries');
  if (list.length === 0 || list.length > maxEntries) {
    const limit = list.length === 0 ? 'greater than or equal to 1' : `less than or equal to ${maxEntries}`;
    throw invalid("1 validation error detected: Value at 'entries' failed to satisfy constraint: " +
      `Member must have length ${limit}`);
  }
  const entries = list.map(readEntry);
  const total = entries.map(sizeOf).reduce((sum, size) => sum + size);
  if (total > maxBytes) throw invalid('Total size of the entries in the request is over the limit.');
  return entries.map(entry => check(entry) ?? eventOfEntry(entry));
}

interface Entry {
  source: string | undefined;
  detailType: string | undefined;
  detail: string | undefined;
  bus: string | undefined;
  resources: string[];
  time: unknown;
}

function readEntry(value: unknown): Entry {
  const members = new Members(value);
  return {
    source: members.optionalText('Source'),
    detailType: members.optionalText('DetailType'),
    detail: members.optionalText('Detail'),
    bus: members.optionalText('EventBusName'),
    resources: members.texts('Resources'),
    time: (value as { Time?: unknown }).Time ?? undefined,
  };
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size */
function sizeOf({ source = '', detailType = '', detail = '', resources, time }: Entry): number {
  return [source, detailType, detail, ...resources].reduce((sum, text) => sum + Buffer.byteLength(text), time ? 14 : 0);
}

function check({ source, detailType, detail, bus = 'default', time }: Entry): FailedEntry | undefined {
  for (const [name, value] of Object.entries({ Source: source, DetailType: detailType, Detail: detail }))
    if (!value) return invalidArgument(name, `${name} is a required argument.`);
  if (detailType!.length > maxDetailTypeLength)
    return invalidArgument('DetailType', `DetailType must have at most ${maxDetailTypeLength} characters.`);
  if (bus !== 'default' && bus !== arn('events', 'event-bus/default'))
    return invalidArgument('EventBusName', `The local EventBridge has the default event bus only, not ${bus}.`);
  if (time !== undefined && !dateOf(time)) return invalidArgument('Time', 'Time is not a timestamp.');
  if (!detailOf(detail!)) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  if (source!.startsWith('aws.'))
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  return undefined;
}

function eventOfEntry({ source, detailType, detail, resources, time }: Entry): Event {
  const given = dateOf(time);
  return eventOf({
    source: source!, detailType: detailType!, detail: detailOf(detail!)!, resources, ...(given && { time: given }),
  });
}

/** Epoch seconds, as the protocol has it, or RFC 3339, as state machines give it. */
function dateOf(time: unknown): Date | undefined {
  const date = typeof time === 'number' ? new Date(time * 1000) : typeof time === 'string' ? new Date(time) : undefined;
  return date && !Number.isNaN(date.getTime()) ? date : undefined;
}

function detailOf(text: string): Record<string, unknown> | undefined {
  try {
    const detail: unknown = JSON.parse(text);
    return isObject(detail) ? detail : undefined;
  } catch {
    return undefined; // Not JSON: the entry fails with MalformedDetail.
  }
}

const invalidArgument = (name: string, reason: string): FailedEntry =>
  ({ ErrorCode: 'InvalidArgument', ErrorMessage: `Parameter ${name} is not valid. Reason: ${reason}` });

const invalid = (message: string) => new AwsError('ValidationException', message);
