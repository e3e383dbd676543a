import { requestLists } from '../base/contract.ts';
import { el } from '../base/dom.ts';
import { exactly } from '../base/facts.ts';
import { arrangeItems, focusItem } from '../base/arrange.ts';
import { STATUS_NAMES } from '../request/progress.ts';
import { More } from '../session/more.ts';
import type { Shown } from './dashboard.ts';
import { isSearch, type Filter, type Section } from './filter.ts';
import type { Row } from './row.ts';

/** One list of the dashboard: heading, rows and the button for more. */
export class List {
  readonly element: HTMLElement;
  readonly #heading: HTMLElement;
  readonly #rows: HTMLElement;
  readonly #empty = el('p', { class: 'empty' });
  readonly #reached = el('p', {});
  readonly #more: More;

  constructor(section: Section, onMore: () => void) {
    const id = `list-${section.name}`;
    this.#heading = el('h2', { id, tabindex: '-1' }, headingOf(section));
    this.#rows = el('ul', { class: 'rows' });
    this.#more = new More(onMore, this.#reached);
    this.element = el(
      'section',
      { class: 'listing list-of-requests', 'aria-labelledby': id },
      this.#heading,
      this.#empty,
      this.#rows,
      this.#more.element,
    );
  }

  show({ section, page, more, problem }: Shown, filter: Filter, rowOf: (id: string) => Row): void {
    const searching = isSearch(filter);
    const before = this.#rows.childElementCount;
    this.element.setAttribute('aria-busy', String(page === undefined));
    if (page === undefined) {
      this.#rows.replaceChildren(...Array.from({ length: section.name === 'past' ? 4 : 2 }, skeleton));
    } else {
      const rows = page.items.map(({ id }) => rowOf(id).element);
      arrangeItems(this.#rows, rows, this.#heading);
    }
    const empty = page !== undefined && page.items.length === 0;
    this.#rows.hidden = empty;
    this.#empty.hidden = !empty;
    this.#empty.textContent = searching ? 'Nothing found.' : EMPTY[section.name];
    const cursor = page?.cursor;
    const reached = cursor === undefined ? undefined : exactly(page?.searchedTo);
    const ends = section.name === 'past' ? 'Searched back to ' : 'Searched requests that expire by ';
    this.#reached.replaceChildren(...(reached === undefined ? [] : [ends, reached, '.']));
    const gone = this.#more.show({ cursor, more, problem }, reached === undefined ? 'Show more' : 'Search further');
    if (gone) focusItem(this.#rows, before, this.#heading);
  }
}

function headingOf({ name, status }: Section): string {
  if (name === 'mine') return 'Waiting for you';
  if (name === 'others') return 'Waiting for others';
  return `${status === requestLists.past ? 'Past' : (STATUS_NAMES as Record<string, string>)[status]} requests`;
}

const EMPTY = {
  mine: 'Nothing waits for you. New requests appear here automatically.',
  others: 'No other request is waiting.',
  past: 'No requests.',
};

function skeleton(): HTMLElement {
  return el('li', { class: 'row skeleton', 'aria-hidden': 'true' }, el('span'), el('span'), el('span'));
}
