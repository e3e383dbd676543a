import { AwsError } from '../endpoint/error.ts';
import { fromJson, isNumber, isObject, type ExactNumber } from '../json.ts';
import { Requests } from '../models/requests.ts';
import { arn } from '../stack/arn.ts';
import { eventOf, type Event } from './event.ts';

/** For all entries together. */
const maxBytes = 262_144;

const maxDetailTypeLength = 128;

interface FailedEntry {
  ErrorCode: string;
  ErrorMessage: string;
}

const requests = new Requests('events');

interface Entry {
  Source?: string;
  DetailType?: string;
  Detail?: string;
  EventBusName?: string;
  Resources?: string[];
  Time?: number | ExactNumber | string;
}

/** Reads a request: an event or a failure for each entry. Throws an AwsError if the whole request is invalid. */
export function readPutEvents(input: unknown): (Event | FailedEntry)[] {
  const { EndpointId, Entries } = requests.check<{ EndpointId?: string; Entries: Entry[] }>('PutEvents', input);
  if (EndpointId !== undefined) throw invalid('The local EventBridge has no global endpoints.');
  const total = Entries.map(sizeOf).reduce((sum, size) => sum + size);
  if (total > maxBytes) throw invalid('Total size of the entries in the request is over the limit.');
  return Entries.map(entry => check(entry) ?? eventOfEntry(entry));
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size */
function sizeOf({ Source = '', DetailType = '', Detail = '', Resources = [], Time }: Entry): number {
  return [Source, DetailType, Detail, ...Resources].reduce((sum, text) => sum + Buffer.byteLength(text), Time ? 14 : 0);
}

/** Checks that are not in the service model. A failure concerns one entry, not the whole request. */
function check({ Source, DetailType, Detail, EventBusName = 'default', Time }: Entry): FailedEntry | undefined {
  for (const [name, value] of Object.entries({ Source, DetailType, Detail }))
    if (!value) return invalidArgument(name, `${name} is a required argument.`);
  if (DetailType!.length > maxDetailTypeLength)
    return invalidArgument('DetailType', `DetailType must have at most ${maxDetailTypeLength} characters.`);
  if (EventBusName !== 'default' && EventBusName !== arn('events', 'event-bus/default'))
    return invalidArgument('EventBusName', `The local EventBridge has the default bus only, not ${EventBusName}.`);
  if (Time !== undefined && !dateOf(Time)) return invalidArgument('Time', 'Time is not a timestamp.');
  if (!detailOf(Detail!)) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  if (Source!.startsWith('aws.'))
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  return undefined;
}

function eventOfEntry({ Source, DetailType, Detail, Resources = [], Time }: Entry): Event {
  const time = Time === undefined ? undefined : dateOf(Time);
  const detail = detailOf(Detail!)!;
  return eventOf({ source: Source!, detailType: DetailType!, detail, resources: Resources, ...(time && { time }) });
}

/** Seconds since 1970 (the protocol's form) or RFC 3339 (from state machines). */
function dateOf(time: number | ExactNumber | string): Date | undefined {
  const date = new Date(isNumber(time) ? Number(time) * 1000 : time);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function detailOf(text: string): Record<string, unknown> | undefined {
  const detail = fromJson(text, () => undefined);
  return isObject(detail) ? detail : undefined;
}

const invalidArgument = (name: string, reason: string): FailedEntry => ({
  ErrorCode: 'InvalidArgument',
  ErrorMessage: `Parameter ${name} is not valid. Reason: ${reason}`,
});

const invalid = (message: string) => new AwsError('ValidationException', message);
