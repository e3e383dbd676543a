import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import type { KnownBlock } from '@slack/types';
import { problemsOfBlocks, problemsOfModal } from './limits.ts';
import { Slack } from './slack.ts';
import { form, inChannel, outcome, question, refusal, reminder } from './testing/calls.ts';

const secret = JSON.stringify({ botToken: 'xoxb-1', signingSecret: 'shh' });

/** A local Slack whose interactions go to an app that `answer` speaks for. */
async function workspace(answer: (payload: any, call: Caller) => unknown = () => ({})) {
  const received: { payload: any; headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer(async (request, response) => {
    if (slack.handle(request, response)) return;
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const payload: unknown = JSON.parse(new URLSearchParams(body).get('payload')!);
    received.push({ payload, headers: request.headers, body });
    response.end(JSON.stringify((await answer(payload, call)) ?? {}));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const slack = new Slack({ origin, secret, interactionsUrl: `${origin}/interactions`, print: () => {} });
  const call: Caller = async (method, body, token = 'xoxb-1') => {
    const response = await fetch(`${slack.url}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
    });
    return { status: response.status, ...((await response.json()) as object) };
  };
  const page = async (path = '') => (await fetch(`${slack.url}${path}`)).text();
  const submit = async (path: string, fields: Record<string, string>) => {
    const response = await fetch(`${slack.url}/${path}`, { method: 'POST', body: new URLSearchParams(fields) });
    return { at: response.url, text: await response.text() };
  };
  /** Sends the question to a person, and returns where it is. */
  const ask = async (email = 'a@example.com'): Promise<{ channel: string; ts: string }> => {
    const found = await fetch(`${slack.url}/api/users.lookupByEmail`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-1' },
      body: new URLSearchParams({ email }),
    });
    const { user } = (await found.json()) as { user: { id: string } };
    return call('chat.postMessage', { ...question, channel: user.id });
  };
  return { slack, received, call, page, submit, ask };
}

type Caller = (method: string, body: object, token?: string) => Promise<any>;

describe('What the functions send keeps to Slack’s limits', () => {
  for (const [name, { blocks }] of Object.entries({ question, inChannel, reminder, outcome }))
    it(name, () => assert.deepEqual(problemsOfBlocks(blocks as KnownBlock[], 50), []));
  for (const [name, { view }] of Object.entries({ form, refusal }))
    it(name, () => assert.deepEqual(problemsOfModal(view as never), []));

  const broken: [string, KnownBlock[], RegExp][] = [
    ['no block', [], /1 to 50 blocks/],
    ['too many blocks', Array(51).fill({ type: 'divider' }), /1 to 50 blocks/],
    ['two blocks with one id', Array(2).fill({ type: 'divider', block_id: 'a' }), /each block_id/],
    [
      'a long block',
      [{ type: 'section', text: { type: 'plain_text', text: 'x'.repeat(3001) } }],
      /more than 3000 characters/,
    ],
    [
      'a long button',
      [{ type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'x'.repeat(76) } }] }],
      /elements\[0\]\.text must have 1 to 75/,
    ],
    [
      'a long id',
      [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'x'.repeat(256), text: { type: 'plain_text', text: 'x' } }],
        },
      ],
      /action_id must have 1 to 255/,
    ],
    ['a mention', [{ type: 'section', text: { type: 'plain_text', text: '<!channel>' } }], /escaped/],
  ];
  for (const [name, blocks, problem] of broken)
    it(`which ${name} does not`, () => assert.match(problemsOfBlocks(blocks, 50).join('\n'), problem));
});

describe('The local Slack', () => {
  it('shows messages with their threads, and what becomes of them', async () => {
    const { call, page, ask } = await workspace();
    const { channel, ts } = await ask();
    await call('chat.postMessage', { ...reminder, channel, thread_ts: ts });
    const before = await page();
    assert.match(before, /Direct messages to a@example\.com/);
    assert.match(before, /Deploy v2 &lt;now&gt;\?/);
    assert.match(before, /Reminder 1 of 2/);
    assert.match(before, /<button name="action_id" value="approve">Approve/);
    await call('chat.update', { ...outcome, channel, ts });
    const after = await page();
    assert.match(after, /Rejected by b@example\.com/);
    assert.doesNotMatch(after, /<button name="action_id"/);
  });

  it('sends a press signed, opens the modal of the app, and sends what was filled in', async () => {
    const { received, submit, ask } = await workspace((payload, call) =>
      payload.type === 'block_actions'
        ? call('views.open', { ...form, trigger_id: payload.trigger_id }).then(() => ({}))
        : payload.view.state.values.comment.value.value === null
          ? { response_action: 'errors', errors: { comment: 'Say why <3' } }
          : { response_action: 'update', view: refusal.view },
    );
    const place = await ask();
    const opened = await submit('press', { ...place, action_id: 'approve', as: 'A@example.com' });
    const [press] = received;
    assert.equal(press!.payload.user.id, place.channel.replace('D', 'U'));
    assert.equal(press!.payload.actions[0].action_id, 'approve');
    const timestamp = String(press!.headers['x-slack-request-timestamp']);
    const hash = createHmac('sha256', 'shh').update(`v0:${timestamp}:${press!.body}`).digest('hex');
    assert.equal(press!.headers['x-slack-signature'], `v0=${hash}`);
    assert.match(opened.text, /<h2 id="title">Approve<\/h2>/);
    assert.match(opened.text, /<label for="fields\.ticket">Change ticket<\/label>/);
    const view = new URL(opened.at).searchParams.get('view')!;

    const refused = await submit('submit', { view_id: view, 'fields.ticket': 'CHG-1', 'fields.where': '1' });
    assert.match(refused.text, /role="alert" id="comment-error">Say why &lt;3</);
    assert.match(refused.text, /value="CHG-1"/);
    assert.deepEqual(received[1]!.payload.view.state.values, {
      'fields.ticket': { value: { type: 'plain_text_input', value: 'CHG-1' } },
      'fields.share': { value: { type: 'number_input', value: null } },
      'fields.where': {
        value: {
          type: 'static_select',
          selected_option: { text: { type: 'plain_text', text: 'there', emoji: false }, value: '1' },
        },
      },
      comment: { value: { type: 'plain_text_input', value: null } },
    });
    const done = await submit('submit', { view_id: view, comment: 'Because' });
    assert.match(done.text, /You were not asked/);
  });

  it('refuses what Slack refuses, by Slack’s names', async () => {
    const { call, ask } = await workspace();
    const { channel } = await ask();
    const errors: [method: string, body: object, error: string][] = [
      ['chat.postMessage', { ...question, channel: 'U0000' }, 'user_not_found'],
      ['chat.postMessage', { ...question, channel: 'DU0000' }, 'channel_not_found'],
      ['chat.postMessage', { ...question, channel, blocks: [] }, 'invalid_blocks'],
      ['chat.postMessage', { ...question, channel, thread_ts: '1.1' }, 'thread_not_found'],
      ['chat.update', { ...outcome, channel, ts: '1.1' }, 'message_not_found'],
      ['views.open', { ...form, trigger_id: 'x' }, 'invalid_trigger_id'],
      ['users.info', {}, 'invalid_arguments'],
      ['chat.delete', {}, 'unknown_method'],
    ];
    for (const [method, body, error] of errors)
      assert.equal((await call(method, body)).error, error, `${method} ${error}`);
    assert.equal((await call('auth.test', {}, 'xoxb-2')).error, 'invalid_auth');
    assert.equal((await call('auth.test', {})).ok, true);
  });

  it('can be down', async () => {
    const { call, page, submit } = await workspace();
    await submit('down', { down: 'true' });
    assert.match(await page(), /Slack is down: it answers 503/);
    assert.equal((await call('auth.test', {})).status, 503);
    await submit('down', { down: 'false' });
    assert.equal((await call('auth.test', {})).status, 200);
  });

  it('leads only functions that use Slack to itself', async () => {
    const { slack } = await workspace();
    const fn = (environment: Record<string, string>) => ({ environment }) as never;
    assert.deepEqual(slack.lead(fn({ A: '1' })), { environment: { A: '1' } });
    assert.deepEqual(slack.lead(fn({ SLACK_SECRET: 's' })), {
      environment: { SLACK_SECRET: 's', SLACK_API_URL: `${slack.url}/api/` },
    });
    assert.equal(slack.secret, secret);
  });
});
