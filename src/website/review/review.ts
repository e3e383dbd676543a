import type { Answer } from '../base/api.ts';
import type { Decision, Link } from './link.ts';
import { badLink, closed, decided, loadProblem, sendProblem, tooLate, withUnsent } from './notices.ts';
import type { Failure, Notice } from './notices.ts';
import { readRequest, type ApprovalRequest } from './request.ts';

/** A link with its key in place. */
export interface OpenLink extends Link {
  readonly key: string;
}

/** The two calls that this page makes. Both answer, whatever happens. */
export interface Api {
  view(link: OpenLink): Promise<Answer>;
  decide(link: OpenLink, decision: Decision, comment: string): Promise<Answer>;
}

/** What the page shows. `sending` and `failed` are states of the form that is there already. */
export type Page =
  | { readonly kind: 'loading' }
  | { readonly kind: 'form'; readonly link: OpenLink; readonly request: ApprovalRequest }
  | { readonly kind: 'sending'; readonly decision: Decision }
  | { readonly kind: 'failed'; readonly decision: Decision; readonly failure: Failure }
  | { readonly kind: 'notice'; readonly notice: Notice };

/**
 * The course of a review: what is shown after what. It reads when a link is opened, and writes only in `decide`, which
 * is for a button that a person pressed.
 */
export class Review {
  readonly #api: Api;
  readonly #show: (page: Page) => void;
  #open: { readonly link: OpenLink; readonly request: ApprovalRequest } | undefined;
  #sending = false;
  /** Counts the links opened: an answer that comes when another link is open belongs to no page any more. */
  #turn = 0;

  constructor(api: Api, show: (page: Page) => void) {
    this.#api = api;
    this.#show = show;
  }

  async open(link: Link | undefined): Promise<void> {
    const turn = ++this.#turn;
    this.#open = undefined;
    this.#sending = false;
    if (link === undefined) return this.#notice(badLink('incomplete'));
    const { key } = link;
    if (key === undefined) return this.#notice(badLink('keyless'));
    this.#show({ kind: 'loading' });
    const opened = { ...link, key };
    const answer = await this.#api.view(opened);
    if (turn !== this.#turn) return;
    const request = requestIn(answer);
    if (request === undefined) return this.#notice(loadProblem(answer));
    if (request.status !== 'pending') return this.#notice(closed(request));
    this.#open = { link: opened, request };
    this.#show({ kind: 'form', link: opened, request });
  }

  /** Sends the decision on the request that is open. Does nothing while one is on its way. */
  async decide(decision: Decision, comment: string): Promise<void> {
    if (this.#open === undefined || this.#sending) return;
    const { link, request } = this.#open;
    const turn = this.#turn;
    this.#sending = true;
    this.#show({ kind: 'sending', decision });
    const answer = await this.#api.decide(link, decision, comment);
    const final = answer.status === 200 || answer.status === 409 || answer.status === 410;
    // Who decided, and when, is what the record says: an equal decision of somebody else may have been there before.
    const now = final ? requestIn(await this.#api.view(link)) : undefined;
    if (turn !== this.#turn) return;
    this.#sending = false;
    if (!final) return this.#show({ kind: 'failed', decision, failure: sendProblem(decision, answer) });
    this.#open = undefined;
    const notice = answer.status === 200 ? decided(decision, now ?? request) : tooLate(decision, answer, now);
    // An answer of 200 says that the comment is recorded too, unless the record that was read has another one.
    const recorded = answer.status === 200 && (now === undefined || now.status === 'pending');
    this.#notice(recorded ? notice : withUnsent(notice, comment));
  }

  #notice(notice: Notice): void {
    this.#show({ kind: 'notice', notice });
  }
}

function requestIn(answer: Answer): ApprovalRequest | undefined {
  return answer.status === 200 ? readRequest(answer.body) : undefined;
}
