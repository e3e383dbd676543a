import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { pagePath, type Received } from './received.ts';
import { Receiver } from './receiver.ts';

const key = `whsec_${Buffer.alloc(24, 'k').toString('base64')}`;

async function start(t: TestContext) {
  const receiver = new Receiver(key);
  const server = createServer((request, response) => {
    if (!receiver.handle(request, response)) response.writeHead(404).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    post: (path: string, body: string, headers: Record<string, string> = {}, signal?: AbortSignal) =>
      fetch(url + path, { method: 'POST', body, headers, redirect: 'manual', signal: signal ?? null }),
    list: async () => (await (await fetch(`${url}${pagePath}.json`)).json()) as Received[],
    page: async () => (await fetch(url + pagePath)).text(),
    status: async (path: string) => (await fetch(url + path)).status,
  };
}

const message = (...body: object[]) =>
  JSON.stringify({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: { type: 'AdaptiveCard', version: '1.4', body },
      },
    ],
  });

function signed(body: string, at = new Date()): Record<string, string> {
  const id = 'message-1';
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(key).sign(id, at, body),
  };
}

test('A card is taken and shown as text that is escaped', async t => {
  const { post, list, page } = await start(t);
  const body = message({ type: 'TextBlock', text: '</div><script>alert(1)</script>' });
  assert.equal((await post('/_aws/teams', body)).status, 202);
  assert.deepEqual((await list())[0]!.body, JSON.parse(body));
  assert.match(await page(), /data-card="\{&quot;type&quot;:/);
  assert.doesNotMatch(await page(), /<script>alert/);
});

test('What Teams would refuse is refused, and the page says why', async t => {
  const { post, list, page } = await start(t);
  const refused: [body: string, problem: RegExp][] = [
    ['no JSON', /^The message is not \{"type": "message"/],
    [JSON.stringify({ type: 'message', attachments: [{ contentType: 'text/html' }] }), /is no adaptive card$/],
    [message({ type: 'TextBlock', text: 'x', size: 'Huge' }), /Huge/],
    [message({ type: 'Marquee' }), /Marquee/],
    [message({ type: 'TextBlock', text: 'x'.repeat(28 * 1024) }), /longer than 28672 bytes$/],
  ];
  for (const [body, problem] of refused) {
    assert.equal((await post('/_aws/teams', body)).status, 400);
    assert.match((await list())[0]!.problem!, problem);
  }
  assert.match(await page(), /<p role="alert">The message is longer/);
});

test('A webhook is taken with the right signature alone', async t => {
  const { post, list, page } = await start(t);
  const body = '{"type":"ApprovalRequested"}';
  assert.equal((await post('/_aws/webhook', body, signed(body))).status, 204);
  assert.equal((await list())[0]!.id, 'message-1');
  assert.match(await page(), /signature verified/);
  const old = new Date(Date.now() - 600_000);
  for (const headers of [{}, signed('{}'), signed(body, old)])
    assert.equal((await post('/_aws/webhook', body, headers)).status, 400);
});

test('A channel can be told to refuse, to keep silent, and to take again', async t => {
  const { post, list } = await start(t);
  const tell = (answer: string, channel = 'teams') =>
    post(pagePath, new URLSearchParams({ channel, answer }).toString());
  const card = message({ type: 'TextBlock', text: 'x' });
  assert.equal((await tell('refuses')).status, 303);
  assert.equal((await post('/_aws/teams', card)).status, 503);
  await tell('hangs');
  await assert.rejects(post('/_aws/teams', card, {}, AbortSignal.timeout(200)), { name: 'TimeoutError' });
  assert.deepEqual(
    (await list()).map(each => each.status),
    [null, 503],
  );
  await tell('takes');
  assert.equal((await post('/_aws/teams', card)).status, 202);
  assert.equal((await tell('explodes')).status, 400);
  assert.equal((await tell('takes', 'nobody')).status, 400);
});

test('All else is left to the AWS endpoint', async t => {
  const { status } = await start(t);
  assert.equal(await status('/_aws/teams'), 404);
  assert.equal(await status('/'), 404);
  assert.equal(await status('/_aws/adaptivecards.js'), 200);
});
