import { el } from '../base/dom.ts';
import { button } from '../base/outcome.ts';
import type { Failure } from './notices.ts';

/** A decision that the execution has not heard: says so, and repeats it when the button is pressed. */
export class Redelivery {
  readonly element: HTMLElement;
  readonly #button: HTMLButtonElement;
  readonly #status = el('p', { class: 'sending', role: 'status' });

  constructor(onPress: () => void) {
    this.#button = button('Deliver again', onPress);
    this.element = el(
      'section',
      { class: 'undelivered warning' },
      el('h2', {}, 'The process has not heard this decision yet'),
      el('p', {}, 'The decision is recorded. It is delivered again with the next reminder, or now by this button.'),
      this.#button,
      this.#status,
    );
  }

  sending(): void {
    this.#button.disabled = true;
    this.#status.textContent = 'Delivering the decision…';
  }

  failed(failure: Failure): void {
    this.#button.disabled = false;
    this.#status.textContent = `${failure.heading}. ${failure.text}`;
    this.#button.focus();
  }
}
