import { arrange } from '../base/arrange.ts';
import { el, elementById } from '../base/dom.ts';
import { refreshMoments } from '../base/facts.ts';
import type { Notice } from '../base/notice.ts';
import { button, outcome, sayStale } from '../base/outcome.ts';
import { Poller, type Look } from '../base/poller.ts';
import { visible } from '../base/text.ts';

/** What a page with lists shows besides them. */
export interface ListView {
  /** Shown instead of the lists. */
  readonly notice: Notice | undefined;
  /** Whether the last update failed. */
  readonly stale: boolean;
  /** For screen readers. */
  readonly news: string;
}

/** A page whose lists are updated until the session ends. */
export class ListPage {
  readonly #over: AbortSignal;
  readonly #poller: Poller;
  readonly #main = elementById('main');
  readonly #stale = el('p', { class: 'stale', role: 'status' });

  /** @param interval Milliseconds between two looks for news. */
  constructor(over: AbortSignal, interval: number, look: () => Promise<Look>) {
    this.#over = over;
    this.#poller = new Poller(look, interval);
    over.addEventListener('abort', () => this.#poller.stop());
    setInterval(refreshMoments, 15_000);
  }

  watch(): void {
    if (!this.#over.aborted) this.#poller.start();
  }

  /** Shows the head and the lists, or the notice with a button to try again. */
  show(view: ListView, title: string, head: HTMLElement, lists: HTMLElement, onRetry: () => void): void {
    if (this.#over.aborted) return;
    this.#main.removeAttribute('aria-busy');
    sayStale(this.#stale, view.stale);
    if (view.news !== '') elementById('status').textContent = visible(view.news);
    document.title = `${view.notice?.heading ?? title} · ApprovalWorkflow`;
    if (view.notice === undefined) return arrange(this.#main, [head, this.#stale, lists]);
    const shownBefore = this.#main.querySelector('.outcome') !== null;
    const notice = outcome(view.notice, button('Try again', onRetry));
    this.#main.replaceChildren(el('article', { class: 'card' }, notice));
    if (shownBefore) this.#main.querySelector('h1')?.focus();
  }
}
