import { el } from '../base/dom.ts';
import { button } from '../base/outcome.ts';
import { visible } from '../base/text.ts';

export interface RemovalOptions {
  readonly name: string;
  /** Says why the person was not removed, if that is so. */
  onRemove(): Promise<string | undefined>;
  onEnd(removed: boolean): void;
}

/** Asks whether a person is to be removed, and says what that means. */
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
        el('p', {}, 'The face is deleted from the collection, and name and image with it. Nobody can undo that.'),
        el('p', {}, 'The next frame that shows this person asks again who it is. Past requests stay as they are.'),
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

  /** Takes the question away, whatever becomes of a removal that is on its way. */
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
