import { el } from '../base/dom.ts';
import { foreign } from '../base/facts.ts';
import { Action } from './action.ts';

/** The page's heading, and the button that requests a report. */
export class ReportsHead {
  readonly element: HTMLElement;
  readonly #note = el('p', { class: 'note' });

  /** @param onRequest Resolves with the reason if no report will be made. */
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
        'A report shows the current data of the database. You can open it here. A link to it also '
          + 'comes by mail to ',
        el('strong', {}, foreign(email)),
        ', if that address receives the mails of this website.',
      ),
      button,
      alert,
      this.#note,
    );
  }

  /** Shows a note about the latest request, or nothing. */
  show(note: string): void {
    if (this.#note.textContent !== note) this.#note.textContent = note;
  }
}
