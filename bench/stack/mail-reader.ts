import { setTimeout } from 'node:timers/promises';
import { HttpClient } from './http.ts';

export interface Mail {
  subject: string;
  text: string;
}

/** The content of an approver's link. */
export interface Link {
  id: string;
  key: string;
}

const pause = 20;

/** Reads the mailbox through its API while mails arrive. Callers wait for a subject. */
export class MailReader {
  readonly #http = new HttpClient();
  readonly #mailbox: string;
  readonly #links = new Map<string, Link>();
  readonly #waiting = new Map<string, (link: Link) => void>();
  #seen = 0;
  #stopped = false;
  #reading: Promise<void> | undefined;
  #failure: Error | undefined;

  constructor(mailbox: string) {
    this.#mailbox = mailbox;
  }

  /** The link in the first mail with this subject. */
  async link(subject: string): Promise<Link> {
    this.#reading ??= this.#read().catch((error: Error) => {
      this.#failure = error;
    });
    const link =
      this.#links.get(subject)
      ?? (await new Promise<Link>((resolve, reject) => {
        this.#waiting.set(subject, resolve);
        void this.#reading!.then(() => reject(this.#failure ?? new Error('The mail reader has stopped')));
      }));
    this.#links.delete(subject);
    return link;
  }

  stop(): void {
    this.#stopped = true;
    this.#http.close();
  }

  async #read(): Promise<void> {
    while (!this.#stopped) {
      const { body } = await this.#http.send('GET', `${this.#mailbox}/email?skip=${this.#seen}`);
      const mails = JSON.parse(body) as Mail[];
      this.#seen += mails.length;
      for (const mail of mails) this.#arrived(mail);
      if (mails.length === 0) await setTimeout(pause);
    }
  }

  #arrived({ subject, text }: Mail): void {
    const link = linkIn(text);
    const waiting = this.#waiting.get(subject);
    this.#waiting.delete(subject);
    if (waiting) waiting(link);
    else this.#links.set(subject, link);
  }
}

export function linkIn(text: string): Link {
  const [, id, key] = /#id=([0-9a-f-]{36})&key=([\w-]{22})/.exec(text) ?? [];
  if (!id || !key) throw new Error(`A mail without a link: ${text}`);
  return { id, key };
}
