/** A mail as it goes to the mailbox. */
export interface Mail {
  from: string;
  to: string;
  subject: string;
  text: string;
  messageId: string;
}

export interface Notification {
  to: string;
  subject: string | undefined;
  text: string;
  topicArn: string;
  messageId: string;
}

/** The mail that SNS makes of a message for an email subscription: plain text with a footer. */
export function composeMail({ to, subject, text, topicArn, messageId }: Notification): Mail {
  return {
    from: '"AWS Notifications" <no-reply@sns.amazonaws.com>',
    to,
    subject: subject ?? 'AWS Notification Message',
    // Without a link: whoever follows every link of a mail must not meet one that leaves this machine.
    text: `${text}\n\n--\nYou get this mail because ${to} is subscribed to the topic ${topicArn}.\n` +
      'From AWS, a link to unsubscribe stands here.\n',
    messageId: `<${messageId}@sns.amazonaws.com>`,
  };
}
