import { el } from '../base/dom.ts';
import { button } from '../base/outcome.ts';

/** How a list continues. */
export interface Continuation {
  /** The start of the next page; undefined if there is none. */
  readonly cursor: string | undefined;
  /** Whether the next page is being loaded. */
  readonly more: boolean;
  /** Why the next page could not be loaded. */
  readonly problem: string | undefined;
}

/** The button below a list that loads more, and the error if that failed. */
export class More {
  readonly element: HTMLElement;
  readonly #button: HTMLButtonElement;
  readonly #problem = el('p', { class: 'stale', role: 'status' });

  /** @param reached Shows how far the list reaches. */
  constructor(onMore: () => void, reached?: HTMLElement) {
    this.#button = button('Show more', onMore);
    this.element = el('div', { class: 'foot' }, reached, this.#button, this.#problem);
  }

  /** Returns whether the button had the focus and is gone. */
  show({ cursor, more, problem }: Continuation, label = 'Show more'): boolean {
    const hadFocus = document.activeElement === this.#button;
    this.element.hidden = cursor === undefined && problem === undefined;
    this.#button.hidden = cursor === undefined;
    // The button keeps the focus while it waits, so it must not be disabled.
    this.#button.setAttribute('aria-disabled', String(more));
    this.#button.textContent = more ? 'Loading…' : label;
    this.#problem.textContent = problem ?? '';
    return hadFocus && this.#button.hidden;
  }
}

/** Both lists as one, without repeated items. */
export function joined<Item extends { readonly id: string }>(
  first: readonly Item[],
  second: readonly Item[],
): readonly Item[] {
  const known = new Set(first.map(({ id }) => id));
  return [...first, ...second.filter(({ id }) => !known.has(id))];
}
