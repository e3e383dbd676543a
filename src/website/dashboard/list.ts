import { requestLists } from '../base/contract.ts';
import { el } from '../base/dom.ts';
import { exactly } from '../base/facts.ts';
import { arrange } from '../base/arrange.ts';
import { STATUS_NAMES } from '../request/progress.ts';
import { More } from '../session/more.ts';
import type { Shown } from './dashboard.ts';
import type { Filter, Section } from './filter.ts';
import type { Row } from './row.ts';

/** One list of the dashboard: heading, rows and the button for more. */
export class List {
  readonly element: HTMLElement;
  readonly #rows: HTMLElement;
  readonly #empty = el('p', { class: 'empty' });
  readonly #reached = el('p', {});
  readonly #more: More;

  constructor(section: Section, onMore: () => void) {
    const id = `list-${section.name}`;
    this.#rows = el('ul', { class: 'rows' });
    this.#more = new More(onMore, this.#reached);
    this.element = el(
      'section',
      { class: 'listing list-of-requests', 'aria-labelledby': id },
      el('h2', { id }, headingOf(section)),
      this.#empty,
      this.#rows,
      this.#more.element,
    );
  }

  show({ section, page, more, problem }: Shown, filter: Filter, rowOf: (id: string) => Row): void {
    const searching = filter.search !== '';
    this.element.setAttribute('aria-busy', String(page === undefined));
    if (page === undefined) {
      this.#rows.replaceChildren(...Array.from({ length: section.name === 'pending' ? 2 : 4 }, skeleton));
    } else {
      arrange(
        this.#rows,
        page.items.map(({ id }) => rowOf(id).element),
      );
    }
    const empty = page !== undefined && page.items.length === 0;
    this.#rows.hidden = empty;
    this.#empty.hidden = !empty;
    this.#empty.textContent = searching ? 'Nothing found.' : EMPTY[section.name];
    const cursor = page?.cursor;
    this.#more.show({ cursor, more, problem }, searching ? 'Search further back' : 'Show more');
    const reached = searching && cursor !== undefined ? exactly(page?.searchedTo) : undefined;
    this.#reached.replaceChildren(...(reached === undefined ? [] : ['Searched back to ', reached, '.']));
  }
}

function headingOf({ status }: Section): string {
  if (status === 'pending') return 'Waiting for a decision';
  return `${status === requestLists.past ? 'Past' : STATUS_NAMES[status]} requests`;
}

const EMPTY = {
  pending: 'No request is waiting for a decision. New requests appear here automatically.',
  past: 'No requests.',
};

function skeleton(): HTMLElement {
  return el('li', { class: 'row skeleton', 'aria-hidden': 'true' }, el('span'), el('span'), el('span'));
}
