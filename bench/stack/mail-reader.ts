import { setTimeout } from 'node:timers/promises';
import { HttpClient } from './http.ts';

/** The content of an approver's link. */
export interface Link {
  id: string;
  key: string;
}

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

interface Received extends Omit<Mail, 'to'> {
  id: string;
  to: { address: string }[];
}

const pause = 20;

/** Takes the mails out of the mailbox while they arrive. Callers wait for those about an execution. */
export class MailReader {
  readonly #http = new HttpClient();
  readonly #mailbox: string;
  readonly #mails = new Map<string, Mail[]>();
  readonly #waiting = new Map<string, () => void>();
  #stopped = false;
  #reading: Promise<void> | undefined;
  #failure: Error | undefined;

  constructor(mailbox: string) {
    this.#mailbox = mailbox;
  }

  /** The link in the first mail about an execution. Its mails are then forgotten. */
  async link(executionArn: string): Promise<Link> {
    this.start();
    if (!this.#mails.has(executionArn))
      await new Promise<void>((resolve, reject) => {
        this.#waiting.set(executionArn, resolve);
        void this.#reading!.then(() => reject(this.#failure ?? new Error('The mail reader has stopped')));
      });
    const [mail] = this.take(executionArn);
    return linkIn(mail!);
  }

  /** The mails so far about an execution, or about a report by its id. */
  about(execution: string): readonly Mail[] {
    if (this.#failure) throw this.#failure;
    return this.#mails.get(execution) ?? [];
  }

  /** The mails so far, which are then forgotten. */
  take(execution: string): readonly Mail[] {
    const mails = this.about(execution);
    this.#mails.delete(execution);
    return mails;
  }

  start(): void {
    this.#reading ??= this.#read().catch((error: Error) => {
      this.#failure = error;
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#http.close();
  }

  async #read(): Promise<void> {
    while (!this.#stopped) {
      const { body } = await this.#http.send('GET', `${this.#mailbox}/email`);
      const mails = JSON.parse(body) as Received[];
      for (const mail of mails) this.#arrived(mail);
      await Promise.all(mails.map(({ id }) => this.#http.send('DELETE', `${this.#mailbox}/email/${id}`)));
      if (mails.length === 0) await setTimeout(pause);
    }
  }

  #arrived({ subject, text, to }: Received): void {
    const [, about = subject] = /^(?:(?:Execution|Report) )?(arn:\S+|[0-9a-f-]{36})$/m.exec(text) ?? [];
    const mails = this.#mails.get(about) ?? [];
    this.#mails.set(about, [...mails, { subject, text, to: to[0]!.address }]);
    this.#waiting.get(about)?.();
    this.#waiting.delete(about);
  }
}

export function linkIn({ text }: Mail): Link {
  const [, id, key] = /#id=([0-9a-f-]{36})&key=([\w-]{22})/.exec(text) ?? [];
  if (!id || !key) throw new Error(`A mail without a link: ${text}`);
  return { id, key };
}
