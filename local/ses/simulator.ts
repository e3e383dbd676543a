import { randomUUID } from 'node:crypto';
import { eventOf, type Event } from '../eventbridge/event.ts';
import { arn } from '../stack/arn.ts';
import { account } from '../stack/template.ts';

type Fate = 'success' | 'bounce' | 'complaint';

/** A mail that was accepted. */
interface SentMail {
  id: string;
  from: string;
  subject: string;
  recipients: string[];
  configurationSet: string;
  tags: Record<string, string>;
}

/**
 * What becomes of a mail, as SES's mailbox simulator has it: `bounce@…` and `complaint@…`, also with a label such as
 * `bounce+1@…`. Here that holds in every domain.
 * https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html
 */
export function fateOf(address: string): Fate {
  const [, name] = /^(bounce|complaint)(?:\+[^@]*)?@/i.exec(address) ?? [];
  return (name?.toLowerCase() as Fate | undefined) ?? 'success';
}

/** https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
export function eventOfReturn(fate: 'bounce' | 'complaint', emailAddress: string, mail: SentMail): Event {
  const timestamp = new Date().toISOString();
  const source = /<([^>]+)>/.exec(mail.from)?.[1] ?? mail.from;
  const feedbackId = `${randomUUID()}-000000`;
  return eventOf({
    source: 'aws.ses',
    detailType: fate === 'bounce' ? 'Email Bounced' : 'Email Complaint Received',
    resources: [arn('ses', `configuration-set/${mail.configurationSet}`)],
    detail: {
      eventType: fate === 'bounce' ? 'Bounce' : 'Complaint',
      mail: {
        timestamp,
        source,
        sourceArn: arn('ses', `identity/${source}`),
        sendingAccountId: account,
        messageId: mail.id,
        destination: mail.recipients,
        commonHeaders: { from: [mail.from], to: mail.recipients, messageId: mail.id, subject: mail.subject },
        tags: {
          'ses:configuration-set': [mail.configurationSet],
          ...Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]])),
        },
      },
      ...(fate === 'bounce'
        ? {
            bounce: {
              feedbackId,
              bounceType: 'Permanent',
              bounceSubType: 'General',
              bouncedRecipients: [
                { emailAddress, action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
              ],
              timestamp,
            },
          }
        : {
            complaint: {
              feedbackId,
              complainedRecipients: [{ emailAddress }],
              complaintFeedbackType: 'abuse',
              timestamp,
            },
          }),
    },
  });
}
