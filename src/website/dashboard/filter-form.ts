import { limits } from '../base/contract.ts';
import { el } from '../base/dom.ts';
import { STATUS_NAMES } from '../request/progress.ts';
import type { Filter } from './filter.ts';

/** Milliseconds without typing before the search begins. */
const REST = 300;

const STATUSES: Readonly<Record<Filter['status'], string>> = { all: 'All', ...STATUS_NAMES };
const WHOSE = { false: 'All', true: 'Mine' };

/** The dashboard's heading with its filters. */
export class FilterForm {
  readonly element: HTMLElement;
  readonly #search = el('input', { id: 'search', type: 'search', autocomplete: 'off' });
  readonly #status = select('status-filter', STATUSES);
  readonly #mine = select('whose-filter', WHOSE);
  readonly #from = el('input', { id: 'from-filter', type: 'date' });
  readonly #to = el('input', { id: 'to-filter', type: 'date' });
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(filter: Filter, onChange: (filter: Filter) => void) {
    this.#search.maxLength = limits.searchLength;
    const changed = () => {
      clearTimeout(this.#timer);
      onChange({
        status: this.#status.value as Filter['status'],
        search: this.#search.value,
        mine: this.#mine.value === 'true',
        from: this.#from.value,
        to: this.#to.value,
      });
    };
    for (const field of [this.#status, this.#mine, this.#from, this.#to]) field.addEventListener('change', changed);
    this.#search.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(changed, REST);
    });
    const form = el(
      'form',
      { role: 'search' },
      labelled('Search subjects, people and ids', this.#search, 'wide'),
      labelled('Status', this.#status),
      labelled('Whose', this.#mine),
      labelled('From', this.#from),
      labelled('To', this.#to),
    );
    form.addEventListener('submit', event => {
      event.preventDefault();
      changed();
    });
    this.element = el('div', { class: 'filters' }, el('h1', { tabindex: '-1' }, 'Approval requests'), form);
    this.show(filter);
  }

  show({ status, search, mine, from, to }: Filter): void {
    this.#status.value = status;
    this.#mine.value = String(mine);
    // What is being typed stays.
    for (const [field, text] of [
      [this.#search, search],
      [this.#from, from],
      [this.#to, to],
    ] as const) {
      if (field.value !== text) field.value = text;
    }
  }
}

function select(id: string, options: Readonly<Record<string, string>>): HTMLSelectElement {
  return el('select', { id }, ...Object.entries(options).map(([value, name]) => el('option', { value }, name)));
}

function labelled(label: string, field: HTMLElement, look = ''): HTMLElement {
  return el('div', { class: look }, el('label', { for: field.id }, label), field);
}
