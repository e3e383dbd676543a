import { el } from '../base/dom.ts';
import { foreign } from '../base/facts.ts';
import { Action } from './action.ts';

/** The page's heading, how to request a report, and where its link goes. */
export class ReportsHead {
  readonly element: HTMLElement;
  readonly #note = el('p', { class: 'note' });

  /** @param onRequest Says why no report is made, if that is so. */
  constructor(email: string, onRequest: () => Promise<string | undefined>) {
    const { button, alert } = new Action({
      label: 'Request report',
      doing: 'Requesting…',
      look: 'main',
      onPress: onRequest,
    });
    this.element = el(
      'div',
      { class: 'head reports-head' },
      el('h1', { tabindex: '-1' }, 'Reports'),
      el(
        'p',
        {},
        'A report is made of what is in the database at that moment, and can be opened here. A link to it also '
          + 'comes by mail to ',
        el('strong', {}, foreign(email)),
        ', if that address gets the mails of this website.',
      ),
      button,
      alert,
      this.#note,
    );
  }

  /** Shows what became of the latest request, if it is not what was asked for. */
  show(note: string): void {
    if (this.#note.textContent !== note) this.#note.textContent = note;
  }
}
