import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createTransport, type Transporter } from 'nodemailer';
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

type Started = { smtpPort: number; webPort: number } | { code: string | undefined; message: string };

/** The number of mails to keep: about 100 MB. The oldest is removed first. */
const keptMails = 10_000;

/** SMTP connections. More would not help, because one thread receives all mails. */
const connections = 4;

/** The mailbox for all mails: maildev with its web page and its API (`GET /email`). */
export class Mailbox {
  readonly url: string;
  readonly #thread: Worker;
  readonly #directory: string;
  readonly #transport: Transporter;
  readonly #print: (line: string) => void;

  private constructor(
    thread: Worker,
    directory: string,
    ports: { smtpPort: number; webPort: number },
    print: (line: string) => void,
  ) {
    this.url = `http://localhost:${ports.webPort}`;
    this.#thread = thread;
    this.#directory = directory;
    this.#print = print;
    this.#transport = createTransport({
      host: '127.0.0.1',
      port: ports.smtpPort,
      ignoreTLS: true,
      pool: true,
      maxConnections: connections,
      maxMessages: Infinity,
    });
  }

  /** Starts the mailbox with its page on `webPort` (0: a free one). Throws a Problem if the port is taken. */
  static async start(webPort: number, print: (line: string) => void, kept = keptMails): Promise<Mailbox> {
    const directory = await mkdtemp(join(tmpdir(), 'local-stack-mail-'));
    const file = new URL(`./maildev-thread${extname(import.meta.url)}`, import.meta.url);
    const thread = new Worker(file, { workerData: { webPort, directory, kept } });
    try {
      const [started] = (await once(thread, 'message')) as [Started];
      if ('smtpPort' in started) return new Mailbox(thread, directory, started, print);
      if (started.code === 'EADDRINUSE') throw portTaken('mailbox', webPort);
      throw new Problem(`The mailbox does not start: ${started.message}`);
    } catch (error) {
      await thread.terminate();
      await rm(directory, { recursive: true });
      throw error;
    }
  }

  /** Sends a mail asynchronously. A failure is printed. */
  send(mail: Mail): void {
    this.#transport
      .sendMail(mail)
      .catch((error: Error) =>
        this.#print(`The mail "${mail.subject}" to ${mail.to} was not delivered: ${error.message}`),
      );
  }

  async stop(): Promise<void> {
    this.#transport.close();
    await this.#thread.terminate();
    await rm(this.#directory, { recursive: true, force: true });
  }
}
