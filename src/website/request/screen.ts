import type { Answer } from '../base/api.ts';
import { arrangeChanged } from '../base/arrange.ts';
import { el, elementById } from '../base/dom.ts';
import { refreshMoments } from '../base/facts.ts';
import { onUse } from '../base/person.ts';
import type { Memory } from '../base/memory.ts';
import { sayStale } from '../base/outcome.ts';
import { Poller } from '../base/poller.ts';
import type { Image, Source } from '../picture/image.ts';
import { PictureSlot } from '../picture/slot.ts';
import type { Decision } from './decision.ts';
import { draftIn, type Draft } from './draft.ts';
import { DecisionForm } from './form.ts';
import { withUnsent, type RequestNotice } from './notices.ts';
import { noticeParts, requestParts } from './parts.ts';
import { choicesOf } from './progress.ts';
import { Redelivery } from './redelivery.ts';
import { subjectOf, type ApprovalRequest } from './request.ts';
import { Review, type Page, type RequestApi } from './review.ts';

/** What the address of a page asks for. */
export interface Target {
  readonly id: string;
  readonly api: RequestApi;
  /** The mail's link that was opened, if any. */
  readonly preselected?: Decision | undefined;
}

/** The differences between the two pages that show one request. */
interface ScreenOptions {
  readonly memory: Memory;
  /** Milliseconds between two looks for news. */
  readonly interval: number;
  readonly above?: HTMLElement;
  /** Aborted when the session ends, and another notice takes the page. */
  readonly over?: AbortSignal;
  /** What the address asks for, or why there is nothing to open. */
  target(): Target | RequestNotice;
  sourceOf(image: Image, api: RequestApi): Source;
  /** Makes the notice if the request cannot be read. */
  problem(answer: Answer): RequestNotice;
  beforeRetry?(): Promise<unknown>;
}

/** The page of one request: opens the request in the address, and shows `Review`'s pages in `main`. */
export class Screen {
  readonly #options: ScreenOptions;
  readonly #review: Review;
  readonly #news: Poller;
  readonly #picture: PictureSlot;
  readonly #main = elementById('main');
  /** The HTML's own content, shown while loading. */
  readonly #loading = [...this.#main.children];
  readonly #article = el('article', { class: 'card' });
  readonly #stale = el('p', { class: 'stale', role: 'status' });
  #target: Target | undefined;
  #draft: Draft | undefined;
  #form: { readonly element: DecisionForm; readonly fields: string } | undefined;
  #redelivery: Redelivery | undefined;
  #unsent = '';
  #shownBefore = false;

  constructor(options: ScreenOptions) {
    this.#options = options;
    const { interval, over, problem } = options;
    this.#review = new Review(problem, page => {
      if (over?.aborted !== true) this.#show(page);
    });
    this.#news = new Poller(() => this.#review.refresh(), interval);
    this.#picture = new PictureSlot(image => options.sourceOf(image, this.#target!.api), 'large');
    over?.addEventListener('abort', () => this.#news.stop());
    addEventListener('hashchange', () => this.#open());
    onUse(window, () => void this.#review.use());
    setInterval(refreshMoments, 15_000);
    this.#open();
  }

  #open(): void {
    const target = this.#options.target();
    if ('heading' in target) return this.#review.refuse(target);
    this.#target = target;
    this.#draft = draftIn(this.#options.memory, target.id);
    void this.#review.open(target.api);
  }

  async #retry(): Promise<void> {
    await this.#options.beforeRetry?.();
    this.#open();
  }

  #show(page: Page): void {
    switch (page.kind) {
      case 'loading':
        this.#forget();
        this.#main.setAttribute('aria-busy', 'true');
        return this.#main.replaceChildren(...this.#loading);
      case 'form':
        this.#unsent = '';
        this.#redelivery = undefined;
        return this.#fill(this.#formParts(page.request), subjectOf(page.request), page.live);
      case 'notice': {
        // Somebody else decided while this person was still writing.
        if (page.live && this.#form !== undefined) this.#unsent = this.#draft!.get('comment').trim();
        this.#form = undefined;
        const { redeliver } = page;
        const notice = withUnsent(page.notice, this.#unsent);
        if (redeliver) this.#redelivery ??= new Redelivery(() => void this.#review.deliverAgain());
        else this.#redelivery = undefined;
        const image = notice.request === undefined ? undefined : this.#imageOf(notice.request);
        const parts = noticeParts(notice, image, () => void this.#retry(), this.#redelivery?.element);
        return this.#fill(parts, notice.heading, page.live);
      }
      case 'sending':
        this.#redelivery?.sending();
        return this.#form?.element.sending(page.decision);
      case 'failed':
        this.#redelivery?.failed(page.failure);
        return this.#form?.element.failed(page.decision, page.failure);
      case 'stale':
        return sayStale(this.#stale, page.stale);
    }
  }

  #forget(): void {
    this.#form = undefined;
    this.#unsent = '';
    this.#redelivery = undefined;
    this.#article.replaceChildren();
    this.#stale.textContent = '';
  }

  #formParts(request: ApprovalRequest): HTMLElement[] {
    const fields = JSON.stringify([request.fields, choicesOf(request)]);
    if (this.#form?.fields !== fields) {
      const form = new DecisionForm({
        request,
        preselected: this.#target?.preselected,
        draft: this.#draft!,
        onDecide: (decision, entry) => void this.#review.decide(decision, entry),
      });
      this.#form = { element: form, fields };
    }
    return requestParts(request, this.#imageOf(request), this.#form.element.element);
  }

  #imageOf(request: ApprovalRequest): HTMLElement | undefined {
    return this.#picture.show(request.image, `Image of “${subjectOf(request)}”`);
  }

  #fill(parts: readonly HTMLElement[], heading: string, live: boolean): void {
    const focused = this.#article.contains(document.activeElement);
    arrangeChanged(this.#article, parts);
    const { above } = this.#options;
    this.#main.removeAttribute('aria-busy');
    arrangeChanged(this.#main, [...(above === undefined ? [] : [above]), this.#stale, this.#article]);
    const title = `${heading} · ApprovalWorkflow`;
    const isNews = document.title !== title;
    document.title = title;
    const focusLost = focused && !this.#article.contains(document.activeElement);
    // After an action the heading gets the focus. At the first load the focus stays at the top. An update is only
    // announced, unless it removed the focused element.
    if ((this.#shownBefore && !live) || focusLost) this.#article.querySelector('h1')?.focus();
    else if (isNews || live) elementById('status').textContent = live && !isNews ? 'The request has changed.' : heading;
    this.#shownBefore = true;
    this.#news.start();
  }
}
