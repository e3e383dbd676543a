import { createHmac } from 'node:crypto';
import type { ActionsBlockElement, KnownBlock } from '@slack/types';
import { teamId, type Member, type Message, type OpenView, type Workspace } from './workspace.ts';

/** What the app answers; the status is 0 if it does not. */
export interface AppAnswer {
  status: number;
  text: string;
}

/** Tells an app what people do: https://docs.slack.dev/reference/interaction-payloads */
export class Interactions {
  readonly #workspace: Workspace;
  readonly #url: string | undefined;
  readonly #signingSecret: string;

  constructor(workspace: Workspace, url: string | undefined, signingSecret: string) {
    this.#workspace = workspace;
    this.#url = url;
    this.#signingSecret = signingSecret;
  }

  press(member: Member, { channel, ts, text, blocks }: Message, button: ActionsBlockElement): Promise<AppAnswer> {
    return this.#send({
      type: 'block_actions',
      ...this.#common(member),
      container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
      channel: { id: channel, name: channel },
      message: { type: 'message', ts, text, blocks },
      state: { values: {} },
      actions: [{ ...button, block_id: 'actions', action_ts: ts }],
    });
  }

  submit(open: OpenView): Promise<AppAnswer> {
    return this.#send({
      type: 'view_submission',
      ...this.#common(open.member),
      view: { ...open.view, id: open.id, team_id: teamId, state: { values: valuesOf(open) } },
      response_urls: [],
    });
  }

  #common(member: Member): object {
    return {
      user: { id: member.id, username: member.email, name: member.email, team_id: teamId },
      team: { id: teamId, domain: 'local' },
      api_app_id: 'A0LOCAL00',
      enterprise: null,
      is_enterprise_install: false,
      trigger_id: this.#workspace.trigger(member),
    };
  }

  /** Sends an interaction as Slack does: https://docs.slack.dev/authentication/verifying-requests-from-slack */
  async #send(payload: object): Promise<AppAnswer> {
    if (this.#url === undefined) return { status: 0, text: 'there is no output SlackInteractionsUrl' };
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const timestamp = String(Math.floor(Date.now() / 1000));
    const hash = createHmac('sha256', this.#signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
    try {
      const answer = await fetch(this.#url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded',
          'X-Slack-Request-Timestamp': timestamp,
          'X-Slack-Signature': `v0=${hash}`,
        },
        body,
        // Slack waits no longer.
        signal: AbortSignal.timeout(3000),
      });
      return { status: answer.status, text: await answer.text() };
    } catch (error) {
      return { status: 0, text: `no answer within 3 seconds (${(error as Error).message})` };
    }
  }
}

/** What was filled in: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
const valuesOf = ({ view, filled }: OpenView): object =>
  Object.fromEntries(
    (view.blocks as KnownBlock[]).flatMap(block => {
      if (block.type !== 'input' || !('action_id' in block.element)) return [];
      const { block_id: id = '', element } = block;
      const value = filled[id] || null;
      const option = element.type === 'static_select' && element.options?.find(each => each.value === value);
      const state = element.type === 'static_select' ? { selected_option: option || null } : { value };
      return [[id, { [String(element.action_id)]: { type: element.type, ...state } }]];
    }),
  );
