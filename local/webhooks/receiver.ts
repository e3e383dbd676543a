import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import adaptiveCards from 'adaptivecards/dist/adaptivecards.min.js';
import { Webhook, type WebhookUnbrandedRequiredHeaders } from 'standardwebhooks';
import { readBody } from '../http/body.ts';
import { sendPage } from '../http/page.ts';
import { fromJson, isObject } from '../json.ts';
import { pageOf } from './page.ts';
import { answers, channels, pagePath, type Answer, type Channel, type Received } from './received.ts';

/** Teams takes about 28 KB. */
const maxTeamsBytes = 28 * 1024;
const maxBytes = 1024 * 1024;

/** The number of messages to keep. The oldest is removed first. */
const kept = 200;

const cardsScript = readFileSync(createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js'));

/** Stands in for Teams and for a receiver of webhooks: checks what comes, and shows it on a page. */
export class Receiver {
  readonly #received: Received[] = [];
  readonly #answers: Record<Channel, Answer> = { teams: 'takes', webhook: 'takes' };
  readonly #webhook: Webhook;

  /** `key` signs the webhooks. */
  constructor(key: string) {
    this.#webhook = new Webhook(key);
  }

  /** Answers a request below `/_aws/`. Returns whether it is one. */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    const route = this.#routes[`${request.method} ${request.url}`];
    if (!route) return false;
    readBody(request, maxBytes)
      .then(body => route(body?.toString() ?? '', request, response))
      .catch(() => response.destroy());
    return true;
  }

  readonly #routes: Record<string, (body: string, request: IncomingMessage, response: ServerResponse) => void> = {
    'POST /_aws/teams': (body, _, response) => this.#receive('teams', 202, body, checkTeams(body), response),
    'POST /_aws/webhook': (body, { headers }, response) =>
      this.#receive('webhook', 204, body, this.#checkSignature(body, headers), response, headers['webhook-id']),
    [`GET ${pagePath}`]: (_, __, response) => sendPage(response, 200, pageOf(this.#received, this.#answers)),
    [`GET ${pagePath}.json`]: (_, __, response) => sendJson(response, this.#received),
    // A button of the page, or a test.
    [`POST ${pagePath}`]: (body, _, response) => {
      const form = new URLSearchParams(body);
      const [channel, answer] = [form.get('channel') as Channel, form.get('answer') as Answer];
      const known = channels.includes(channel) && answers.includes(answer);
      if (known) this.#answers[channel] = answer;
      response.writeHead(known ? 303 : 400, { Location: pagePath }).end();
    },
    'GET /_aws/adaptivecards.js': (_, __, response) => {
      response.writeHead(200, { 'Content-Type': 'text/javascript; charset=utf-8' }).end(cardsScript);
    },
  };

  #receive(
    channel: Channel,
    taken: number,
    body: string,
    problem: string | null,
    response: ServerResponse,
    id?: string | string[],
  ) {
    const answer = this.#answers[channel];
    const status = answer === 'hangs' ? null : answer === 'refuses' ? 503 : problem === null ? taken : 400;
    this.#received.unshift({
      channel,
      at: new Date().toISOString(),
      status,
      id: id?.toString(),
      body: fromJson(body, () => body),
      problem,
    });
    this.#received.splice(kept);
    if (status !== null) response.writeHead(status).end();
  }

  #checkSignature(body: string, headers: IncomingMessage['headers']): string | null {
    try {
      this.#webhook.verify(body, headers as unknown as WebhookUnbrandedRequiredHeaders);
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  }
}

function checkTeams(body: string): string | null {
  if (Buffer.byteLength(body) > maxTeamsBytes) return `The message is longer than ${maxTeamsBytes} bytes`;
  const message = fromJson(body, () => undefined);
  if (!isObject(message) || message.type !== 'message' || !Array.isArray(message.attachments))
    return 'The message is not {"type": "message", "attachments": […]}';
  return (
    message.attachments
      .flatMap((each: unknown) =>
        isObject(each) && each.contentType === 'application/vnd.microsoft.card.adaptive'
          ? problemsOf(each.content)
          : ['An attachment is no adaptive card'],
      )
      .join('; ') || null
  );
}

/** What Microsoft's own reader says of a card. */
function problemsOf(card: unknown): string[] {
  const context = new adaptiveCards.SerializationContext();
  new adaptiveCards.AdaptiveCard().parse(card, context);
  return Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}
