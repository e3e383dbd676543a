import { AwsError, unsupported } from '../endpoint/error.ts';
import type { Attachment, Mail } from '../mailbox/mailbox.ts';
import { Requests } from '../models/requests.ts';

/** What SES makes itself (https://docs.aws.amazon.com/ses/latest/dg/header-fields.html). */
const ownHeaders =
  'bcc cc content-disposition content-type date from message-id mime-version reply-to return-path subject to'.split(
    ' ',
  );

const mostRecipients = 50;

const requests = new Requests('sesv2');

interface Content {
  Data: string;
}

interface Request {
  FromEmailAddress?: string;
  Destination?: { ToAddresses?: string[]; CcAddresses?: string[]; BccAddresses?: string[] };
  ReplyToAddresses?: string[];
  ConfigurationSetName?: string;
  EmailTags?: { Name: string; Value: string }[];
  Content: { Simple?: Simple };
}

interface Simple {
  Subject: Content;
  Body: { Text?: Content; Html?: Content };
  Headers?: { Name: string; Value: string }[];
  Attachments?: {
    FileName: string;
    RawContent: string;
    ContentType?: string;
    ContentDisposition?: 'ATTACHMENT' | 'INLINE';
    ContentId?: string;
  }[];
}

export interface Sent extends Omit<Mail, 'to' | 'messageId'> {
  recipients: string[];
  configurationSet: string | undefined;
  tags: Record<string, string>;
}

/** Reads a SendEmail request. Throws a BadRequestException, as SES does. */
export function readSendEmail(input: unknown): Sent {
  const request = checked(input);
  const { FromEmailAddress: from, Destination: destination = {}, Content } = request;
  if (!Content.Simple) throw unsupported('SendEmail with other than simple content');
  const { Subject, Body, Headers = [], Attachments = [] } = Content.Simple;
  if (!from) throw invalid('Missing required parameter: FromEmailAddress');
  if (destination.CcAddresses?.length || destination.BccAddresses?.length)
    throw unsupported('SendEmail with CcAddresses or BccAddresses');
  const recipients = destination.ToAddresses ?? [];
  if (recipients.length === 0) throw invalid('Missing required parameter: Destination');
  if (recipients.length > mostRecipients) throw invalid(`Recipient count exceeds ${mostRecipients}.`);
  for (const address of [...recipients, ...(request.ReplyToAddresses ?? [])])
    if (!/^[!-~]+@[!-~]+$/.test(address)) throw invalid(`Illegal address: ${address}`);
  if (!Body.Text && !Body.Html) throw invalid('Empty message body');
  const own = Headers.find(({ Name }) => ownHeaders.includes(Name.toLowerCase()));
  if (own) throw invalid(`Header ${own.Name} is set by SES`);
  return {
    from,
    recipients,
    subject: Subject.Data,
    text: Body.Text?.Data ?? '',
    html: Body.Html?.Data,
    replyTo: request.ReplyToAddresses,
    headers: Headers.map(({ Name: key, Value: value }) => ({ key, value })),
    attachments: Attachments.map(attachmentOf),
    configurationSet: request.ConfigurationSetName,
    tags: Object.fromEntries((request.EmailTags ?? []).map(({ Name, Value }) => [Name, Value])),
  };
}

function attachmentOf(attachment: NonNullable<Simple['Attachments']>[number]): Attachment {
  return {
    filename: attachment.FileName,
    content: Buffer.from(attachment.RawContent, 'base64'),
    contentType: attachment.ContentType,
    contentDisposition: attachment.ContentDisposition === 'INLINE' ? 'inline' : 'attachment',
    cid: attachment.ContentId,
  };
}

/** The request as AWS's model has it. SES has its own name for what is wrong with it. */
function checked(input: unknown): Request {
  try {
    return requests.check('SendEmail', input);
  } catch (error) {
    if (error instanceof AwsError && error.name === 'ValidationException') throw invalid(error.message);
    throw error;
  }
}

const invalid = (message: string) => new AwsError('BadRequestException', message);
