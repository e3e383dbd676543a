import { arrange } from '../base/arrange.ts';
import { el, elementById } from '../base/dom.ts';
import { refreshMoments } from '../base/facts.ts';
import type { Notice } from '../base/notice.ts';
import { button, outcomeWith, sayStale } from '../base/outcome.ts';
import { Poller, type Look } from '../base/poller.ts';
import { visible } from '../base/text.ts';

/** What a page with lists shows besides them. */
export interface ListView {
  /** Shown instead of the lists, below the page's head, which keeps what was typed. */
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
    const { notice } = view;
    const news = notice?.heading ?? view.news;
    if (news !== '') elementById('status').textContent = visible(news);
    document.title = `${notice?.heading ?? title} · ApprovalWorkflow`;
    const focused = this.#main.contains(document.activeElement);
    const shown =
      notice === undefined
        ? lists
        : el('article', { class: 'card' }, outcomeWith('h2', notice, button('Try again', onRetry)));
    arrange(this.#main, [head, this.#stale, shown]);
    const heading = head.querySelector('h1');
    // "Try again" had the focus. It goes on to the heading, and from there to the next notice.
    if (focused && !this.#main.contains(document.activeElement)) heading?.focus();
    else if (document.activeElement === heading) shown.querySelector<HTMLElement>('.outcome > h2')?.focus();
  }
}
