import { randomUUID } from 'node:crypto';
import { AwsError, unsupported } from '../endpoint/error.ts';
import { json, parse, type Service } from '../endpoint/service.ts';
import type { Event } from '../eventbridge/event.ts';
import type { Mail } from '../mailbox/mailbox.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { configurationSetsOf, type ConfigurationSet } from './configuration-sets.ts';
import { readSendEmail } from './send-email.ts';
import { eventOfReturn, fateOf } from './simulator.ts';

const path = '/v2/email/outbound-emails';

/**
 * Recipients a second, as in an account that has left the sandbox
 * (https://docs.aws.amazon.com/ses/latest/dg/quotas.html).
 */
const mostPerSecond = 14;

interface SesOptions {
  send(mail: Mail): void;
  put(event: Event): void;
  print(line: string): void;
  now?(): number;
}

/**
 * Amazon SES: SendEmail of the API v2, with simple content. Every sender counts as verified. Some mails come
 * back, as from SES's mailbox simulator.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */
export class Ses {
  readonly service: Service = {
    name: 'SES',
    matches: ({ signedFor, url }) => signedFor === 'ses' && url.startsWith('/v2/'),
    handle: async ({ method, url, body }) => {
      if (method !== 'POST' || url !== path) throw unsupported(`${method} ${url} of SES`);
      return json(200, this.sendEmail(parse(body)));
    },
  };
  readonly #sets: Map<string, ConfigurationSet>;
  readonly #options: SesOptions;
  #recent: number[] = [];

  /** Throws a Problem that names what the runner does not support in a configuration set. */
  constructor(stack: ResolvedStack, options: SesOptions) {
    this.#sets = configurationSetsOf(stack);
    this.#options = options;
  }

  /** Accepts a mail and delivers it asynchronously. Throws an AwsError. */
  sendEmail(input: unknown): { MessageId: string } {
    const { recipients, configurationSet, tags, ...mail } = readSendEmail(input);
    const set = configurationSet === undefined ? undefined : this.#sets.get(configurationSet);
    if (configurationSet !== undefined && !set)
      throw new AwsError('NotFoundException', `Configuration set <${configurationSet}> does not exist.`, 404);
    this.#keepPace(recipients.length);
    const id = `${Date.now().toString(16).padStart(16, '0')}-${randomUUID()}-000000`;
    for (const to of recipients) {
      const fate = fateOf(to);
      if (fate !== 'bounce') this.#options.send({ ...mail, to, messageId: `<${id}@email.amazonses.com>` });
      if (fate === 'success') continue;
      this.#options.print(`SES: the mail "${mail.subject}" to ${to} ends in a ${fate}`);
      if (!set?.eventTypes.has(fate)) continue;
      const sent = { id, from: mail.from, subject: mail.subject, recipients, configurationSet: set.name, tags };
      this.#options.put(eventOfReturn(fate, to, sent));
    }
    return { MessageId: id };
  }

  #keepPace(recipients: number): void {
    const now = (this.#options.now ?? Date.now)();
    const recent = this.#recent.filter(time => time > now - 1000);
    if (recent.length + recipients > mostPerSecond)
      throw new AwsError('TooManyRequestsException', 'Maximum sending rate exceeded.', 429);
    this.#recent = [...recent, ...Array<number>(recipients).fill(now)];
  }
}
