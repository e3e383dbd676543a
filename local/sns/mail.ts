import { escaped } from '../markup.ts';

/** A mail as it goes to the mailbox. */
export interface Mail {
  from: string;
  to: string;
  subject: string;
  text: string;
  /** The same words with links to click. SNS sends no such part, and other mail programs than maildev need none. */
  html: string;
  messageId: string;
}

export interface Notification {
  to: string;
  /** The topic's display name. */
  sender?: string | undefined;
  subject: string | undefined;
  text: string;
  topicArn: string;
  messageId: string;
}

/** The mail that SNS makes of a message for an email subscription: plain text with a footer. */
export function composeMail({ to, sender, subject, text, topicArn, messageId }: Notification): Mail {
  // Without a link: whoever follows every link of a mail must not meet one that leaves this machine.
  const words =
    `${text}\n\n--\nYou get this mail because ${to} is subscribed to the topic ${topicArn}.\n`
    + 'From AWS, a link to unsubscribe stands here.\n';
  return {
    from: `"${(sender || 'AWS Notifications').replaceAll(/["\\]/g, '\\$&')}" <no-reply@sns.amazonaws.com>`,
    to,
    subject: subject ?? 'AWS Notification Message',
    text: words,
    html: withLinks(words),
    messageId: `<${messageId}@sns.amazonaws.com>`,
  };
}

function withLinks(text: string): string {
  const linked = escaped(text).replace(/https?:\/\/[^\s<>]+/g, url => `<a href="${url}" target="_blank">${url}</a>`);
  const style = 'white-space: pre-wrap; overflow-wrap: anywhere; font: 1rem/1.5 system-ui, sans-serif';
  return `<pre style="${style}">${linked}</pre>`;
}
