import { el, elementById } from '../base/dom.ts';
import { sayStale } from '../base/outcome.ts';
import { arrangeChanged } from '../base/arrange.ts';
import type { Decision, Entry } from './decision.ts';
import type { Draft } from './draft.ts';
import { DecisionForm } from './form.ts';
import { withUnsent } from './notices.ts';
import { noticeParts, requestParts } from './pages.ts';
import { Redelivery } from './redelivery.ts';
import { choicesOf } from './progress.ts';
import type { ApprovalRequest } from './request.ts';
import type { Page } from './review.ts';
import { subjectOf } from './request.ts';

/** What the pages that show one request do differently. */
export interface ScreenOptions {
  /** Stands above the request. */
  readonly above?: HTMLElement;
  readonly preselected: () => Decision | undefined;
  readonly draft: Draft;
  imageOf(request: ApprovalRequest): HTMLElement | undefined;
  onDecide(decision: Decision, entry: Entry): void;
  onDeliverAgain(): void;
  onRetry(): void;
  /** After each page that shows how the request stands. */
  onShown(): void;
}

/** The page of one request in the browser: puts what `Review` says into `main`. */
export class Screen {
  readonly #options: ScreenOptions;
  readonly #main = elementById('main');
  /** What the HTML shows until there is something to show. */
  readonly #loading = [...this.#main.children];
  readonly #article = el('article', { class: 'card' });
  readonly #stale = el('p', { class: 'stale', role: 'status' });
  #form: { readonly element: DecisionForm; readonly fields: string } | undefined;
  #redelivery: Redelivery | undefined;
  #unsent = '';
  #shownBefore = false;

  constructor(options: ScreenOptions) {
    this.#options = options;
  }

  show(page: Page): void {
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
        // Somebody else was faster, while this person was still writing.
        if (page.live && this.#form !== undefined) this.#unsent = this.#options.draft.get('comment').trim();
        this.#form = undefined;
        const { redeliver } = page;
        const notice = withUnsent(page.notice, this.#unsent);
        this.#redelivery = redeliver ? (this.#redelivery ?? this.#newRedelivery()) : undefined;
        const image = notice.request === undefined ? undefined : this.#options.imageOf(notice.request);
        const parts = noticeParts(notice, image, () => this.#options.onRetry(), this.#redelivery?.element);
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
      const { preselected, draft } = this.#options;
      const onDecide = (decision: Decision, entry: Entry) => this.#options.onDecide(decision, entry);
      const form = new DecisionForm({ request, preselected: preselected(), draft, onDecide });
      this.#form = { element: form, fields };
    }
    return requestParts(request, this.#options.imageOf(request), this.#form.element.element);
  }

  #newRedelivery(): Redelivery {
    return new Redelivery(() => this.#options.onDeliverAgain());
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
    // What comes after an action takes the focus along; the first page leaves it where readers start, at the top; and
    // news only says so, unless it took away what had the focus.
    if ((this.#shownBefore && !live) || focusLost) this.#article.querySelector('h1')?.focus();
    else if (isNews || live) elementById('status').textContent = live && !isNews ? 'The request has news.' : heading;
    this.#shownBefore = true;
    this.#options.onShown();
  }
}
