import type { Mail } from '../mailbox/mailbox.ts';
import { escaped } from '../markup.ts';

export interface Notification {
  to: string;
  /** The topic's display name. */
  sender?: string | undefined;
  subject: string | undefined;
  text: string;
  topicArn: string;
  messageId: string;
}

/** The mail that SNS sends to an email subscription: plain text with a footer. */
export function composeMail({ to, sender, subject, text, topicArn, messageId }: Notification): Mail {
  // The footer has no link: a test that follows every link of a mail must not leave this machine.
  const words =
    `${text}\n\n--\nYou get this mail because ${to} is subscribed to the topic ${topicArn}.\n`
    + 'In mails from AWS, a link to unsubscribe is here.\n';
  return {
    from: `"${(sender || 'AWS Notifications').replaceAll(/["\\]/g, '\\$&')}" <no-reply@sns.amazonaws.com>`,
    to,
    subject: subject ?? 'AWS Notification Message',
    text: words,
    // SNS sends no such part, but maildev makes no links of a text.
    html: withLinks(words),
    messageId: `<${messageId}@sns.amazonaws.com>`,
  };
}

function withLinks(text: string): string {
  const linked = escaped(text).replace(/https?:\/\/[^\s<>]+/g, url => `<a href="${url}" target="_blank">${url}</a>`);
  const style = 'white-space: pre-wrap; overflow-wrap: anywhere; font: 1rem/1.5 system-ui, sans-serif';
  return `<pre style="${style}">${linked}</pre>`;
}
