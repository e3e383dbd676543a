import { el } from '../base/dom.ts';
import { button, type ButtonLook } from '../base/outcome.ts';

interface ActionOptions {
  readonly label: string;
  readonly doing: string;
  readonly look: ButtonLook;
  /** Resolves with the reason if it failed. */
  onPress(): Promise<string | undefined>;
}

/** A button for work that takes a while. It shows that the work runs, and why it failed. */
export class Action {
  readonly button: HTMLButtonElement;
  readonly alert = el('div', { role: 'alert' });
  readonly #options: ActionOptions;
  #busy = false;

  constructor(options: ActionOptions) {
    this.#options = options;
    this.button = button(options.label, () => void this.#press(), options.look);
  }

  async #press(): Promise<void> {
    if (this.#busy) return;
    this.#settle(true);
    const problem = await this.#options.onPress();
    this.#settle(false);
    if (problem !== undefined) this.alert.textContent = problem;
  }

  /** The button keeps the focus while it waits, so it must not be disabled. */
  #settle(busy: boolean): void {
    const { label, doing } = this.#options;
    this.#busy = busy;
    this.alert.textContent = '';
    this.button.textContent = busy ? doing : label;
    this.button.setAttribute('aria-disabled', String(busy));
  }
}
