import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/body.ts';
import { sendPage } from '../http/page.ts';
import { fromJson, isObject } from '../json.ts';
import type { LambdaFunction } from '../lambda/function.ts';
import { Interactions, type AppAnswer } from './interactions.ts';
import { messagesPage, modalPage } from './pages.ts';
import { checkedModal, SlackError, Workspace, type OpenView } from './workspace.ts';

/** Below the AWS endpoint, like the REST APIs. */
const path = '/_aws/slack';

const longestBody = 1024 * 1024;

/** The variables of functions that use Slack. */
const secretVariable = 'SLACK_SECRET';
const addressVariable = 'SLACK_API_URL';

/** A Slack app's keys, if the project gives no others. */
const localKeys = { botToken: 'xoxb-local', signingSecret: 'local-signing-secret' };

/** Slack's Web API for one app, and a page with what would be in Slack. */
export class Slack {
  /** The page. */
  readonly url: string;
  readonly #workspace = new Workspace();
  readonly #keys: typeof localKeys;
  readonly #interactions: Interactions;
  readonly #print: (line: string) => void;
  #isDown = false;
  #problem = '';

  /** `secret` is the JSON of the app's keys; `interactionsUrl` is where presses go. */
  constructor(options: {
    origin: string;
    secret: string | undefined;
    interactionsUrl: string | undefined;
    print(line: string): void;
  }) {
    this.url = `${options.origin}${path}`;
    const given = fromJson(options.secret ?? '{}', () => ({}));
    this.#keys = { ...localKeys, ...(isObject(given) ? given : {}) };
    this.#interactions = new Interactions(this.#workspace, options.interactionsUrl, this.#keys.signingSecret);
    this.#print = options.print;
  }

  /** The value of its secret. */
  get secret(): string {
    return JSON.stringify(this.#keys);
  }

  /** The function, calling this in place of slack.com if it uses Slack. */
  lead(fn: LambdaFunction): LambdaFunction {
    if (fn.environment[secretVariable] === undefined) return fn;
    return { ...fn, environment: { ...fn.environment, [addressVariable]: `${this.url}/api/` } };
  }

  /** Answers what is below its address. Returns whether the request is. */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    const { pathname, searchParams } = new URL(request.url ?? '', this.url);
    if (pathname !== path && !pathname.startsWith(`${path}/`)) return false;
    this.#answer(request, response, pathname.slice(path.length), searchParams).catch((error: unknown) => {
      if (error !== request.errored) this.#print(`Slack failed: ${String((error as Error).stack)}`);
      response.destroy();
    });
    return true;
  }

  async #answer(request: IncomingMessage, response: ServerResponse, below: string, query: URLSearchParams) {
    const body = (await readBody(request, longestBody))?.toString() ?? '';
    const [, method] = /^\/api\/([\w.]+)$/.exec(below) ?? [];
    if (method !== undefined) return this.#call(request, response, method, body);
    if (request.method === 'GET' && below === '') return this.#show(response, query.get('view'));
    const form = Object.fromEntries(new URLSearchParams(body));
    if (request.method === 'POST' && below === '/down') {
      this.#isDown = form.down === 'true';
      return redirect(response, path);
    }
    if (request.method === 'POST' && below === '/press') return redirect(response, await this.#press(form));
    if (request.method === 'POST' && below === '/submit') return redirect(response, await this.#submit(form));
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n');
  }

  #show(response: ServerResponse, view: string | null): void {
    const open = this.#workspace.views.get(view ?? '');
    const page = open ? modalPage(path, open) : messagesPage(path, this.#workspace, this.#isDown, this.#problem);
    if (!open) this.#problem = '';
    sendPage(response, 200, page);
  }

  #call(request: IncomingMessage, response: ServerResponse, method: string, body: string): void {
    const answer = (status: number, value: object): void => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
    };
    if (this.#isDown) return answer(503, { ok: false, error: 'service_unavailable' });
    if (request.headers.authorization !== `Bearer ${this.#keys.botToken}`)
      return answer(200, { ok: false, error: 'invalid_auth' });
    try {
      const result = this.#workspace.call(method, argumentsOf(request, body));
      if (method === 'chat.postMessage') this.#print(`Slack  ${this.#workspace.messages.at(-1)!.text}`);
      answer(200, { ok: true, ...result });
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      this.#print(`Slack refuses ${method}: ${[error.message, ...error.details].join('; ')}`);
      answer(200, { ok: false, error: error.message, response_metadata: { messages: error.details } });
    }
  }

  /** Presses a button as somebody. Returns where the page goes on: the modal that the app opened meanwhile. */
  async #press({ channel, ts, action_id: action, as = '' }: Record<string, string>): Promise<string> {
    const message = this.#workspace.messages.find(each => each.channel === channel && each.ts === ts);
    const buttons = message?.blocks.flatMap(block => (block.type === 'actions' ? block.elements : [])) ?? [];
    const button = buttons.find(each => 'action_id' in each && each.action_id === action);
    if (!message || !button || as === '') return path;
    const member = this.#workspace.member(as);
    const before = new Set(this.#workspace.views.keys());
    const answer = await this.#interactions.press(member, message, button);
    const opened = [...this.#workspace.views.keys()].find(id => !before.has(id));
    if (answer.status !== 200) this.#problem = `The app answered ${answer.status}: ${answer.text}`;
    return opened === undefined ? path : `${path}?view=${opened}`;
  }

  async #submit({ view_id: id = '', ...filled }: Record<string, string>): Promise<string> {
    const open = this.#workspace.views.get(id);
    if (!open) return path;
    open.filled = filled;
    return this.#after(open, await this.#interactions.submit(open));
  }

  /** https://docs.slack.dev/surfaces/modals#updating_views */
  #after(open: OpenView, { status, text }: AppAnswer): string {
    const answer = fromJson(text || '{}', () => undefined);
    if (status !== 200 || !isObject(answer)) {
      open.errors = { ...open.errors, comment: 'We had some trouble connecting. Try again?' };
      this.#print(`The answer to a modal cannot be used: ${status} ${text}`);
      return `${path}?view=${open.id}`;
    }
    switch (answer.response_action) {
      case 'errors':
        open.errors = answer.errors as Record<string, string>;
        return `${path}?view=${open.id}`;
      case 'update':
        open.view = checkedModal(answer.view);
        open.errors = {};
        return `${path}?view=${open.id}`;
      default:
        this.#workspace.views.delete(open.id);
        return path;
    }
  }
}

const argumentsOf = (request: IncomingMessage, body: string): Record<string, unknown> => {
  if (!request.headers['content-type']?.startsWith('application/json'))
    return Object.fromEntries(new URLSearchParams(body));
  const value = fromJson(body, () => undefined);
  if (!isObject(value)) throw new SlackError('invalid_json');
  return value;
};

const redirect = (response: ServerResponse, to: string): void => {
  response.writeHead(303, { Location: to }).end();
};
