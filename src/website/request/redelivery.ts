import { el } from '../base/dom.ts';
import { button } from '../base/outcome.ts';
import type { Failure } from './notices.ts';

/** A warning that the execution has not received the decision, with a button to send it again. */
export class Redelivery {
  readonly element: HTMLElement;
  readonly #button: HTMLButtonElement;
  readonly #status = el('p', { class: 'sending', role: 'status' });

  constructor(onPress: () => void) {
    this.#button = button('Deliver again', onPress);
    this.element = el(
      'section',
      { class: 'undelivered warning' },
      el('h2', {}, 'The process has not received this decision yet'),
      el(
        'p',
        {},
        'The decision is recorded. It will be delivered again with the next reminder, or now if you press the button.',
      ),
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
