import { createHash, randomUUID } from 'node:crypto';
import type { KnownBlock, ModalView } from '@slack/types';
import { problemsOfBlocks, problemsOfModal } from './limits.ts';

export interface Member {
  id: string;
  email: string;
}

export interface Message {
  /** A direct message's begins with D. */
  channel: string;
  /** Seconds since 1970, unique in the channel. */
  ts: string;
  text: string;
  blocks: KnownBlock[];
  thread: string | undefined;
}

/** A modal on somebody's screen. */
export interface OpenView {
  id: string;
  member: Member;
  view: ModalView;
  /** What the app said of the last submission, by block. */
  errors: Record<string, string>;
  /** What was filled in, by block. */
  filled: Record<string, string>;
}

export const teamId = 'T0LOCAL00';

/** The answer `{"ok": false, "error": …}`. */
export class SlackError extends Error {
  readonly details: string[];

  constructor(code: string, details: string[] = []) {
    super(code);
    this.details = details;
  }
}

type Arguments = Record<string, unknown>;

/** What a Slack workspace has of one app: its messages and modals. Whoever is looked up is a member. */
export class Workspace {
  readonly members = new Map<string, Member>();
  readonly messages: Message[] = [];
  readonly views = new Map<string, OpenView>();
  readonly #triggers = new Map<string, { member: Member; until: number }>();
  readonly #methods: Record<string, (input: Arguments) => object> = {
    'auth.test': () => ({ team_id: teamId, user_id: 'U0BOT0000', team: 'Local' }),
    'users.lookupByEmail': ({ email }) => ({ user: userOf(this.member(textIn(email, 'email'))) }),
    'users.info': ({ user }) => ({ user: userOf(this.#memberBy(textIn(user, 'user'))) }),
    'chat.postMessage': input => this.#post(input),
    'chat.update': input => this.#update(input),
    'views.open': input => this.#open(input),
  };

  /** Calls a method of the Web API. Throws a SlackError. */
  call(method: string, input: Arguments): object {
    const run = this.#methods[method];
    if (!run) throw new SlackError('unknown_method');
    return run(input);
  }

  member(address: string): Member {
    const email = address.trim().toLowerCase();
    const id = `U${createHash('sha256').update(email).digest('hex').slice(0, 8).toUpperCase()}`;
    const member = this.members.get(id) ?? { id, email };
    this.members.set(id, member);
    return member;
  }

  /** The owner of a channel with direct messages; undefined for other channels. */
  ownerOf(channel: string): Member | undefined {
    return this.members.get(channel.replace(/^D/, 'U'));
  }

  /** What lets an app open a modal on this person's screen, once, for 3 seconds. */
  trigger(member: Member): string {
    const id = randomUUID();
    this.#triggers.set(id, { member, until: Date.now() + 3000 });
    return id;
  }

  #memberBy(id: string): Member {
    const found = this.members.get(id);
    if (!found) throw new SlackError('user_not_found');
    return found;
  }

  #post(input: Arguments): object {
    const to = textIn(input.channel, 'channel');
    const channel = to.startsWith('U') ? this.#memberBy(to).id.replace(/^U/, 'D') : to;
    if (channel.startsWith('D') && !this.ownerOf(channel)) throw new SlackError('channel_not_found');
    const message = {
      ...contentOf(input),
      channel,
      ts: `${Math.floor(Date.now() / 1000)}.${String(this.messages.length).padStart(6, '0')}`,
      thread: typeof input.thread_ts === 'string' ? input.thread_ts : undefined,
    };
    if (message.thread && !this.#find(channel, message.thread)) throw new SlackError('thread_not_found');
    this.messages.push(message);
    return { channel, ts: message.ts };
  }

  #update(input: Arguments): object {
    const channel = textIn(input.channel, 'channel');
    const message = this.#find(channel, textIn(input.ts, 'ts'));
    if (!message) throw new SlackError('message_not_found');
    Object.assign(message, contentOf(input));
    return { channel, ts: message.ts };
  }

  #find(channel: string, ts: string): Message | undefined {
    return this.messages.find(each => each.channel === channel && each.ts === ts);
  }

  #open(input: Arguments): object {
    const trigger = this.#triggers.get(textIn(input.trigger_id, 'trigger_id'));
    if (!trigger) throw new SlackError('invalid_trigger_id');
    this.#triggers.delete(String(input.trigger_id));
    if (trigger.until < Date.now()) throw new SlackError('expired_trigger_id');
    const open = {
      id: `V${randomUUID()}`,
      member: trigger.member,
      view: checkedModal(input.view),
      errors: {},
      filled: {},
    };
    this.views.set(open.id, open);
    return { view: { ...open.view, id: open.id } };
  }
}

/** Throws a SlackError for a modal that Slack would refuse. */
export function checkedModal(view: unknown): ModalView {
  const modal = view as ModalView;
  const problems = modal?.type === 'modal' ? problemsOfModal(modal) : ['the view must be a modal'];
  if (problems.length > 0) throw new SlackError('invalid_arguments', problems);
  return modal;
}

/** https://docs.slack.dev/reference/objects/user-object */
const userOf = ({ id, email }: Member): object => ({
  id,
  team_id: teamId,
  deleted: false,
  is_bot: false,
  is_email_confirmed: true,
  profile: { email },
});

function contentOf({ text, blocks }: Arguments): { text: string; blocks: KnownBlock[] } {
  const all = (blocks ?? []) as KnownBlock[];
  const problems = problemsOfBlocks(all, 50);
  if (problems.length > 0) throw new SlackError('invalid_blocks', problems);
  return { text: textIn(text, 'text'), blocks: all };
}

function textIn(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '') throw new SlackError('invalid_arguments', [`${name} is missing`]);
  return value;
}
