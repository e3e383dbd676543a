import { el } from '../base/dom.ts';
import { arrangeItems, focusItem } from '../base/arrange.ts';
import { More } from '../session/more.ts';
import type { View } from './reports.ts';
import { Row, type RowOptions } from './row.ts';

interface ListOptions extends RowOptions {
  onMore(): void;
}

/** The signed-in person's reports, including those that are being made. */
export class List {
  readonly element: HTMLElement;
  readonly #options: ListOptions;
  readonly #rows = new Map<string, Row>();
  readonly #list = el('ul', { class: 'rows' });
  readonly #empty = el('p', { class: 'empty' }, 'You have no reports yet. Reports that you request appear here.');
  readonly #heading = el('h2', { id: 'your-reports', tabindex: '-1' }, 'Your reports');
  readonly #more: More;

  constructor(options: ListOptions) {
    this.#options = options;
    this.#more = new More(() => options.onMore());
    this.element = el(
      'section',
      { class: 'listing', 'aria-labelledby': 'your-reports' },
      this.#heading,
      this.#empty,
      this.#list,
      this.#more.element,
    );
  }

  show(view: View): void {
    const { reports, loading } = view;
    const isEmpty = reports.length === 0;
    const rows = reports.map(report => {
      const row = this.#row(report.id);
      row.show(report);
      return row.element;
    });
    const before = this.#list.childElementCount;
    arrangeItems(this.#list, isEmpty && loading ? Array.from({ length: 3 }, skeleton) : rows, this.#heading);
    this.element.setAttribute('aria-busy', String(loading));
    this.#list.hidden = isEmpty && !loading;
    this.#empty.hidden = !this.#list.hidden;
    if (this.#more.show(view)) focusItem(this.#list, before, this.#heading);
  }

  #row(id: string): Row {
    const row = this.#rows.get(id) ?? new Row(id, this.#options);
    this.#rows.set(id, row);
    return row;
  }
}

function skeleton(): HTMLElement {
  return el('li', { class: 'report skeleton', 'aria-hidden': 'true' }, el('span'), el('span'), el('span'));
}
