import type { Answer } from '../base/api.ts';
import { serverNow } from '../base/clock.ts';
import { Members } from '../base/members.ts';
import type { Look } from '../base/poller.ts';
import type { Decision, Entry } from './decision.ts';
import { decided, delivered, sendProblem, standing, tooLate, withUnsent } from './notices.ts';
import type { Failure, RequestNotice } from './notices.ts';
import { choicesOf, same } from './progress.ts';
import { readRequest, type ApprovalRequest } from './request.ts';

/** The two calls about one request. They never reject. */
export interface RequestApi {
  /** @param isUsed Whether a person has used the page. The API notes it in the history. */
  view(isUsed: boolean): Promise<Answer>;
  decide(decision: Decision, entry: Entry): Promise<Answer>;
}

/**
 * What the page shows. `form` and `notice` show the request; `live` means that an update, not the person, caused it.
 * `sending` and `failed` are states of the current form or button.
 */
export type Page =
  | { readonly kind: 'loading' }
  | { readonly kind: 'form'; readonly request: ApprovalRequest; readonly live: boolean }
  | { readonly kind: 'notice'; readonly notice: RequestNotice; readonly redeliver: boolean; readonly live: boolean }
  | { readonly kind: 'sending'; readonly decision: Decision }
  | { readonly kind: 'failed'; readonly decision: Decision; readonly failure: Failure }
  | { readonly kind: 'stale'; readonly stale: boolean };

/** Milliseconds after a decision before the page offers to deliver it again. */
const DELIVERED_WITHIN = 10_000;

/**
 * The logic of a review: it calls the API and decides what to show. It reads when a request is opened and when it looks
 * for news. It writes only in `decide` and `deliverAgain`, after a person pressed a button.
 */
export class Review {
  readonly #problem: (answer: Answer) => RequestNotice;
  readonly #show: (page: Page) => void;
  readonly #now: () => number;
  #api: RequestApi | undefined;
  #request: ApprovalRequest | undefined;
  /** Makes the notice for the request as read. */
  #tell: (request: ApprovalRequest) => RequestNotice = standing;
  /** The last shown request and offer, to recognize news. */
  #shown = '';
  #sending = false;
  #isUsed = false;
  /** Counts what was opened. Answers for an earlier one are dropped. */
  #turn = 0;

  /** @param problem Makes the notice if the request cannot be read. */
  constructor(problem: (answer: Answer) => RequestNotice, show: (page: Page) => void, now: () => number = serverNow) {
    this.#problem = problem;
    this.#show = show;
    this.#now = now;
  }

  async open(api: RequestApi): Promise<void> {
    const turn = this.#begin(api);
    this.#show({ kind: 'loading' });
    const answer = await api.view(this.#isUsed);
    if (turn !== this.#turn) return;
    const request = requestIn(answer);
    if (request === undefined) this.#refuse(this.#problem(answer));
    else this.#stand(request, answer, false);
  }

  refuse(notice: RequestNotice): void {
    this.#begin(undefined);
    this.#refuse(notice);
  }

  /** A person has used a key, a pointer or a wheel: they, not a mail scanner, opened the request. */
  async use(): Promise<void> {
    if (this.#isUsed) return;
    this.#isUsed = true;
    if (this.#request?.status === 'pending') await this.refresh();
  }

  /** Reads the request again and shows changes. */
  async refresh(): Promise<Look> {
    const api = this.#api;
    if (api === undefined || this.#request === undefined) return 'done';
    if (this.#sending) return 'again';
    const turn = this.#turn;
    const answer = await api.view(this.#isUsed);
    if (turn !== this.#turn || this.#sending) return 'again';
    const request = requestIn(answer);
    this.#show({ kind: 'stale', stale: request === undefined });
    if (request === undefined) return this.#lost(answer);
    this.#stand(request, answer, true);
    return request.status === 'pending' || isUndelivered(request) ? 'again' : 'done';
  }

  /** Sends the decision on the open request. Does nothing while another is being sent. */
  async decide(decision: Decision, entry: Entry): Promise<void> {
    if (this.#isOpen()) await this.#send(decision, entry);
  }

  /** Sends the recorded decision again, so that the execution receives it. */
  async deliverAgain(): Promise<void> {
    const request = this.#request;
    if (request === undefined || !isUndelivered(request)) return;
    await this.#send(request.status === 'approved' ? 'approve' : 'reject', { comment: '', values: {} });
  }

  async #send(decision: Decision, entry: Entry): Promise<void> {
    const api = this.#api;
    if (api === undefined || this.#sending) return;
    const turn = ++this.#turn;
    this.#sending = true;
    this.#show({ kind: 'sending', decision });
    const answer = await api.decide(decision, entry);
    const final = answer.status === 200 || answer.status === 409 || answer.status === 410;
    // Read who decided and when: somebody else may have made the same decision before.
    const read = final && turn === this.#turn ? await api.view(this.#isUsed) : undefined;
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
      // Whoever did not decide it gets 409, but the decision is delivered again.
      if (again && answer.status !== 410) return delivered(request);
      const notice = taken ? decided(decision, answer, request) : tooLate(decision, answer, request);
      // After a 200 the comment is recorded, unless the record that was read has another one.
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

  /** The update failed. The page stays, unless this person may no longer see the request. */
  #lost(answer: Answer): Look {
    if (answer.status !== 403 && answer.status !== 404) return 'failed';
    this.#refuse(this.#problem(answer));
    return 'done';
  }

  /** Shows the request, unless an update changed nothing. */
  #stand(request: ApprovalRequest, answer: Answer, live: boolean): void {
    const redeliver = this.#isOverdue(request);
    const shown = JSON.stringify([lasting(answer.body), redeliver]);
    this.#request = request;
    if (live && shown === this.#shown) return;
    this.#shown = shown;
    if (this.#isOpen()) return this.#show({ kind: 'form', request, live });
    this.#show({ kind: 'notice', notice: this.#tell(request), redeliver, live });
  }

  /** Whether the form is shown. */
  #isOpen(): boolean {
    return this.#request !== undefined && this.#tell === standing && choicesOf(this.#request) !== 'none';
  }

  /** Whether the execution should have received the decision by now, but has not. */
  #isOverdue(request: ApprovalRequest): boolean {
    const age = this.#now() - Date.parse(request.decidedAt ?? '');
    return isUndelivered(request) && !(age < DELIVERED_WITHIN);
  }
}

/** The body without what changes but is not news: the image's address, and the reader's own opening. */
function lasting(body: unknown): unknown {
  const members = new Members(body);
  const isOwnOpening = (event: Members) =>
    event.text('event') === 'opened' && same(event.text('by'), members.text('approver'));
  const history = members.list('history').filter(event => !isOwnOpening(new Members(event)));
  return Object.assign({}, body, { history, image: Object.assign({}, members.get('image'), { url: undefined }) });
}

function isUndelivered({ status, delivered: isDelivered }: ApprovalRequest): boolean {
  return !isDelivered && (status === 'approved' || status === 'rejected');
}

function requestIn(answer: Answer): ApprovalRequest | undefined {
  return answer.status === 200 ? readRequest(answer.body) : undefined;
}
