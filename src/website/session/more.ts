import { el } from '../base/dom.ts';
import { button } from '../base/outcome.ts';

/** How a list goes on after what is shown of it. */
export interface Continuation {
  /** Where the next page begins; undefined if there is none. */
  readonly cursor: string | undefined;
  /** The next page is on its way. */
  readonly more: boolean;
  /** Why the next page did not come. */
  readonly problem: string | undefined;
}

/** What stands below a list that is shown in part: how to see more of it, and why that did not come. */
export class More {
  readonly element: HTMLElement;
  readonly #button: HTMLButtonElement;
  readonly #problem = el('p', { class: 'stale', role: 'status' });

  /** @param reached Says how far the list goes, if it has something to say. */
  constructor(onMore: () => void, reached?: HTMLElement) {
    this.#button = button('Show more', onMore);
    this.element = el('div', { class: 'foot' }, reached, this.#button, this.#problem);
  }

  show({ cursor, more, problem }: Continuation, label = 'Show more'): void {
    this.element.hidden = cursor === undefined && problem === undefined;
    this.#button.hidden = cursor === undefined;
    // The button keeps the focus while it waits, so it must not be disabled.
    this.#button.setAttribute('aria-disabled', String(more));
    this.#button.textContent = more ? 'Loading…' : label;
    this.#problem.textContent = problem ?? '';
  }
}

/** Both lists as one: what the second repeats of the first is left out of it. */
export function joined<Item extends { readonly id: string }>(
  first: readonly Item[],
  second: readonly Item[],
): readonly Item[] {
  const known = new Set(first.map(({ id }) => id));
  return [...first, ...second.filter(({ id }) => !known.has(id))];
}
