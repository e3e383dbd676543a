import type { Answer } from '../base/api.ts';
import { Members } from '../base/members.ts';
import type { Look } from '../base/poller.ts';
import type { Decision, Entry } from './decision.ts';
import { sentValues } from './fields.ts';
import { decided, delivered, sendProblem, standing, tooLate, withUnsent } from './notices.ts';
import type { Failure, RequestNotice } from './notices.ts';
import { choicesOf } from './progress.ts';
import { readRequest, type ApprovalRequest } from './request.ts';

/** The two calls about one request. Both answer, whatever happens. */
export interface RequestApi {
  view(): Promise<Answer>;
  decide(decision: Decision, entry: Entry): Promise<Answer>;
}

/**
 * What the page shows. `form` and `notice` say how the request stands; `live` means that this came by itself, without
 * anything that the person did. `sending` and `failed` are states of the form or button that is there already.
 */
export type Page =
  | { readonly kind: 'loading' }
  | { readonly kind: 'form'; readonly request: ApprovalRequest; readonly live: boolean }
  | { readonly kind: 'notice'; readonly notice: RequestNotice; readonly redeliver: boolean; readonly live: boolean }
  | { readonly kind: 'sending'; readonly decision: Decision }
  | { readonly kind: 'failed'; readonly decision: Decision; readonly failure: Failure }
  | { readonly kind: 'stale'; readonly stale: boolean };

/** Milliseconds that an execution may take to hear a decision before the page offers to deliver it again. */
const HEARD_WITHIN = 10_000;

/**
 * The course of a review: what is shown after what. It reads when a request is opened and when it looks for news, and
 * writes only in `decide` and `deliverAgain`, which are for buttons that a person pressed.
 */
export class Review {
  readonly #problem: (answer: Answer) => RequestNotice;
  readonly #show: (page: Page) => void;
  readonly #now: () => number;
  #api: RequestApi | undefined;
  #request: ApprovalRequest | undefined;
  /** What to tell of the request as it is read; undefined while this person can decide. */
  #tell: (request: ApprovalRequest) => RequestNotice = standing;
  /** The record and what is offered with it, to know news when it comes. */
  #shown = '';
  #sending = false;
  /** Counts what was opened: an answer that comes when something else is open belongs to no page any more. */
  #turn = 0;

  /** @param problem What to say when the request cannot be read. */
  constructor(problem: (answer: Answer) => RequestNotice, show: (page: Page) => void, now: () => number = Date.now) {
    this.#problem = problem;
    this.#show = show;
    this.#now = now;
  }

  async open(api: RequestApi): Promise<void> {
    const turn = this.#begin(api);
    this.#show({ kind: 'loading' });
    const answer = await api.view();
    if (turn !== this.#turn) return;
    const request = requestIn(answer);
    if (request === undefined) this.#refuse(this.#problem(answer));
    else this.#stand(request, answer, false);
  }

  refuse(notice: RequestNotice): void {
    this.#begin(undefined);
    this.#refuse(notice);
  }

  /** Looks whether something became of the request, and shows it. */
  async refresh(): Promise<Look> {
    const api = this.#api;
    if (api === undefined || this.#request === undefined) return 'done';
    if (this.#sending) return 'again';
    const turn = this.#turn;
    const answer = await api.view();
    if (turn !== this.#turn || this.#sending) return 'again';
    const request = requestIn(answer);
    this.#show({ kind: 'stale', stale: request === undefined });
    if (request === undefined) return this.#lost(answer);
    this.#stand(request, answer, true);
    return request.status === 'pending' || isUnheard(request) ? 'again' : 'done';
  }

  /** Sends the decision on the request that is open. Does nothing while one is on its way. */
  async decide(decision: Decision, entry: Entry): Promise<void> {
    if (this.#isOpen()) await this.#send(decision, entry);
  }

  /** Repeats the decision that is in the record, so that the execution hears it. */
  async deliverAgain(): Promise<void> {
    const request = this.#request;
    if (request === undefined || !isUnheard(request)) return;
    const approved = request.status === 'approved';
    const values = approved ? sentValues(request.fields, new Map(request.fieldValues)) : {};
    await this.#send(approved ? 'approve' : 'reject', { comment: '', values });
  }

  async #send(decision: Decision, entry: Entry): Promise<void> {
    const api = this.#api;
    if (api === undefined || this.#sending) return;
    const turn = ++this.#turn;
    this.#sending = true;
    this.#show({ kind: 'sending', decision });
    const answer = await api.decide(decision, entry);
    const final = answer.status === 200 || answer.status === 409 || answer.status === 410;
    // Who decided, and when, is what the record says: an equal decision of somebody else may have been there before.
    const read = final && turn === this.#turn ? await api.view() : undefined;
    if (turn !== this.#turn) return;
    this.#sending = false;
    if (!final) return this.#show({ kind: 'failed', decision, failure: sendProblem(decision, answer) });
    this.#decided(decision, entry.comment, answer, read);
  }

  #decided(decision: Decision, comment: string, answer: Answer, read: Answer | undefined): void {
    const before = this.#request!;
    const again = !this.#isOpen();
    const now = read === undefined ? undefined : requestIn(read);
    const taken = answer.status === 200;
    this.#tell = request => {
      if (taken && again) return delivered(request);
      const notice = taken ? decided(decision, answer, request) : tooLate(decision, answer, request);
      // An answer of 200 says that the comment is recorded too, unless the record that was read has another one.
      return taken && (request === before || request.status === 'pending') ? notice : withUnsent(notice, comment);
    };
    if (now !== undefined && read !== undefined) return this.#stand(now, read, false);
    const notice = taken ? this.#tell(before) : withUnsent(tooLate(decision, answer, undefined), comment);
    this.#shown = '';
    this.#show({ kind: 'notice', notice, redeliver: false, live: false });
  }

  #begin(api: RequestApi | undefined): number {
    this.#api = api;
    this.#request = undefined;
    this.#sending = false;
    this.#shown = '';
    this.#tell = standing;
    return ++this.#turn;
  }

  #refuse(notice: RequestNotice): void {
    this.#request = undefined;
    this.#show({ kind: 'notice', notice, redeliver: false, live: false });
  }

  /** The news could not be read. What is shown stays, unless this person may not see it any more. */
  #lost(answer: Answer): Look {
    if (answer.status !== 403 && answer.status !== 404) return 'failed';
    this.#refuse(this.#problem(answer));
    return 'done';
  }

  /** Shows how the request stands, if that is news. */
  #stand(request: ApprovalRequest, answer: Answer, live: boolean): void {
    const redeliver = this.#unheard(request);
    const shown = JSON.stringify([lasting(answer.body), redeliver]);
    this.#request = request;
    if (live && shown === this.#shown) return;
    this.#shown = shown;
    if (this.#isOpen()) return this.#show({ kind: 'form', request, live });
    this.#show({ kind: 'notice', notice: this.#tell(request), redeliver, live });
  }

  /** Whether the form is there. */
  #isOpen(): boolean {
    return this.#request !== undefined && this.#tell === standing && choicesOf(this.#request) !== 'none';
  }

  /** Whether the execution has had the time to hear the decision, and has not. */
  #unheard(request: ApprovalRequest): boolean {
    const age = this.#now() - Date.parse(request.decidedAt ?? '');
    return isUnheard(request) && !(age < HEARD_WITHIN);
  }
}

/** The body without what is another each time that somebody asks: the address of the image. */
function lasting(body: unknown): unknown {
  const image = new Members(body).get('image');
  return Object.assign({}, body, { image: Object.assign({}, image, { url: undefined }) });
}

function isUnheard({ status, delivered: isDelivered }: ApprovalRequest): boolean {
  return !isDelivered && (status === 'approved' || status === 'rejected');
}

function requestIn(answer: Answer): ApprovalRequest | undefined {
  return answer.status === 200 ? readRequest(answer.body) : undefined;
}
