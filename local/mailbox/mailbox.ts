import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createTransport } from 'nodemailer';
import { portTaken } from '../ports.ts';
import { Problem } from '../problem.ts';

/** A mail to the mailbox. */
export interface Mail {
  from: string;
  to: string;
  subject: string;
  text: string;
  html?: string | undefined;
  messageId: string;
  replyTo?: string[] | undefined;
  headers?: { key: string; value: string }[] | undefined;
  attachments?: Attachment[] | undefined;
}

/** A file, or an image that the HTML shows by `cid:` and the content's id. */
export interface Attachment {
  filename: string;
  content: Buffer;
  contentType?: string | undefined;
  contentDisposition: 'attachment' | 'inline';
  cid?: string | undefined;
}

type Ports = { smtpPort: number; webPort: number };

type Started = Ports | { code: string | undefined; message: string };

/** The number of mails to keep: about 100 MB. The oldest is removed first. */
const keptMails = 10_000;

/** SMTP connections. More would not help, because one thread receives all mails. */
const connections = 4;

/** The mailbox for all mails: maildev with its web page and its API (`GET /email`). */
export interface Mailbox {
  url: string;
  /** Sends a mail asynchronously. A failure is printed. */
  send(mail: Mail): void;
  stop(): Promise<void>;
}

/** Starts the mailbox with its page on `webPort` (0: a free one). Throws a Problem if the port is taken. */
export async function startMailbox(webPort: number, print: (line: string) => void, kept = keptMails): Promise<Mailbox> {
  const directory = await mkdtemp(join(tmpdir(), 'local-stack-mail-'));
  const file = new URL(`./maildev-thread${extname(import.meta.url)}`, import.meta.url);
  const thread = new Worker(file, { workerData: { webPort, directory, kept } });
  const end = async () => {
    await thread.terminate();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    const [started] = (await once(thread, 'message')) as [Started];
    if ('smtpPort' in started) return mailboxAt(started, print, end);
    if (started.code === 'EADDRINUSE') throw portTaken('mailbox', webPort);
    throw new Problem(`The mailbox does not start: ${started.message}`);
  } catch (error) {
    await end();
    throw error;
  }
}

function mailboxAt(ports: Ports, print: (line: string) => void, end: () => Promise<void>): Mailbox {
  const transport = createTransport({
    host: '127.0.0.1',
    port: ports.smtpPort,
    ignoreTLS: true,
    pool: true,
    maxConnections: connections,
    maxMessages: Infinity,
  });
  return {
    url: `http://localhost:${ports.webPort}`,
    send(mail) {
      transport
        .sendMail(mail)
        .catch((error: Error) => print(`The mail "${mail.subject}" to ${mail.to} was not delivered: ${error.message}`));
    },
    async stop() {
      transport.close();
      await end();
    },
  };
}
