import { el } from '../base/dom.ts';
import { button } from '../base/outcome.ts';
import { visible } from '../base/text.ts';

interface RemovalOptions {
  readonly name: string;
  /** Resolves with the reason if the person was not removed. */
  onRemove(): Promise<string | undefined>;
  onEnd(removed: boolean): void;
}

/** A dialog that asks whether to remove a person, and explains the consequences. */
export class Removal {
  readonly #options: RemovalOptions;
  readonly #dialog: HTMLDialogElement;
  readonly #alert = el('div', { role: 'alert' });
  readonly #cancel = button('Cancel', () => this.close());
  readonly #remove = button('Remove', () => void this.#confirmed());
  #busy = false;
  #removed = false;

  constructor(options: RemovalOptions) {
    this.#options = options;
    this.#remove.className = 'reject';
    this.#dialog = el(
      'dialog',
      { class: 'card', role: 'alertdialog', 'aria-labelledby': 'removal', 'aria-describedby': 'removal-text' },
      el('h2', { id: 'removal', class: 'foreign' }, `Remove ${visible(options.name)}?`),
      el(
        'div',
        { id: 'removal-text' },
        el(
          'p',
          {},
          'The face is deleted from the collection, together with the name and the image. This cannot be undone.',
        ),
        el('p', {}, 'When a camera sees this person again, a request asks who it is. Past requests do not change.'),
      ),
      this.#alert,
      el('div', { class: 'actions' }, this.#cancel, this.#remove),
    );
    this.#dialog.addEventListener('cancel', event => {
      if (this.#busy) event.preventDefault();
    });
    this.#dialog.addEventListener('close', () => {
      this.#dialog.remove();
      this.#options.onEnd(this.#removed);
    });
  }

  open(): void {
    document.body.append(this.#dialog);
    this.#dialog.showModal();
  }

  close(): void {
    if (!this.#busy) this.#dialog.close();
  }

  /** Closes the dialog, even during a removal. */
  abandon(): void {
    this.#dialog.close();
  }

  async #confirmed(): Promise<void> {
    if (this.#busy) return;
    this.#settle(true);
    const problem = await this.#options.onRemove();
    this.#settle(false);
    this.#removed = problem === undefined;
    if (this.#removed) return this.close();
    this.#alert.replaceChildren(el('strong', {}, 'Not removed'), el('p', {}, problem));
  }

  /** The buttons keep the focus while they wait, so they must not be disabled. */
  #settle(busy: boolean): void {
    this.#busy = busy;
    this.#alert.replaceChildren();
    this.#remove.textContent = busy ? 'Removing…' : 'Remove';
    for (const each of [this.#cancel, this.#remove]) each.setAttribute('aria-disabled', String(busy));
  }
}
