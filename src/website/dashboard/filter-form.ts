import { limits, statuses } from '../base/contract.ts';
import { el } from '../base/dom.ts';
import { STATUS_NAMES } from '../request/progress.ts';
import type { Filter } from './filter.ts';

/** Milliseconds without typing before the search begins. */
const REST = 300;

const NAMES: Readonly<Record<Filter['status'], string>> = { all: 'All', ...STATUS_NAMES };

/** The dashboard's heading with its filters: status and subject. */
export class FilterForm {
  readonly element: HTMLElement;
  readonly #search = el('input', { id: 'search', type: 'search', autocomplete: 'off' });
  readonly #status = el('select', { id: 'status-filter' });
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(filter: Filter, onChange: (filter: Filter) => void) {
    const options = (['all', ...statuses] as const).map(status => el('option', { value: status }, NAMES[status]));
    this.#status.append(...options);
    this.#search.maxLength = limits.searchLength;
    const changed = () => {
      clearTimeout(this.#timer);
      onChange({ status: this.#status.value as Filter['status'], search: this.#search.value });
    };
    this.#status.addEventListener('change', changed);
    this.#search.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(changed, REST);
    });
    this.element = el(
      'div',
      { class: 'filters' },
      el('h1', { tabindex: '-1' }, 'Approval requests'),
      el(
        'form',
        { role: 'search' },
        el('div', { class: 'wide' }, el('label', { for: 'search' }, 'Search by subject'), this.#search),
        el('div', {}, el('label', { for: 'status-filter' }, 'Status'), this.#status),
      ),
    );
    this.element.querySelector('form')?.addEventListener('submit', event => {
      event.preventDefault();
      changed();
    });
    this.show(filter);
  }

  show({ status, search }: Filter): void {
    this.#status.value = status;
    if (this.#search.value !== search) this.#search.value = search;
  }
}
