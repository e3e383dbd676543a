import { el, icon } from '../base/dom.ts';
import type { Decision } from './link.ts';
import type { Failure } from './notices.ts';

/** The longest comment that the API takes, in UTF-16 units: what both JavaScript and .NET count. */
const MAX_COMMENT = 1000;
/** From this many characters left on, a screen reader hears how many. */
const NEARLY = 100;

export interface FormOptions {
  /** Which of the mail's links was opened. */
  readonly preselected: Decision | undefined;
  readonly comment: string;
  onComment(comment: string): void;
  onDecide(decision: Decision, comment: string): void;
}

/** The comment box and the two buttons. Only a press of a button calls `onDecide`. */
export class DecisionForm {
  readonly element: HTMLFormElement;
  readonly #options: FormOptions;
  readonly #comment = el('textarea', { id: 'comment', rows: '3', 'aria-describedby': 'comment-hint comment-count' });
  readonly #count = el('span', { id: 'comment-count', class: 'count' });
  readonly #countSpoken = el('span', { class: 'unseen', role: 'status' });
  readonly #alert = el('div', { role: 'alert', tabindex: '-1' });
  readonly #status = el('p', { class: 'sending', role: 'status' });
  readonly #buttons: readonly HTMLButtonElement[];
  #speak: ReturnType<typeof setTimeout> | undefined;
  /** Whether the alert is about the comment's length, and so goes away when that is put right. */
  #tooLong = false;

  constructor(options: FormOptions) {
    this.#options = options;
    this.#comment.value = options.comment;
    this.#comment.addEventListener('input', () => this.#typed());
    this.#buttons = [this.#button('approve', 'Approve'), this.#button('reject', 'Reject')];
    this.element = el(
      'form',
      { class: 'decision', 'aria-labelledby': 'decision-heading' },
      el('h2', { id: 'decision-heading' }, 'Your decision'),
      el('p', { class: 'hint', id: 'decision-hint' }, hint(options.preselected)),
      el('label', { for: 'comment' }, 'Comment ', el('span', { class: 'optional' }, '(optional)')),
      this.#comment,
      el('p', { class: 'under' }, el('span', { id: 'comment-hint' }, 'Kept with your decision.'), this.#count),
      this.#countSpoken,
      this.#alert,
      el('div', { class: 'buttons' }, ...this.#buttons),
      this.#status,
    );
    this.#showCount();
  }

  /** A decision is on its way: nothing can be pressed or changed. */
  sending(decision: Decision): void {
    this.#settle(true);
    this.#alert.replaceChildren();
    this.#status.textContent = decision === 'approve' ? 'Sending your approval…' : 'Sending your rejection…';
  }

  /** The decision was not taken: says why, and everything can be used again. */
  failed(decision: Decision, failure: Failure): void {
    this.#settle(false);
    this.#status.textContent = '';
    const again = el('button', { type: 'button', class: 'plain' }, 'Try again');
    again.addEventListener('click', () => this.#decide(decision));
    this.#alarm(failure.heading, failure.text);
    if (failure.retry) this.#alert.append(again);
    (failure.retry ? again : this.#alert).focus();
  }

  #alarm(heading: string, text: string): void {
    this.#tooLong = false;
    this.#alert.replaceChildren(el('strong', {}, heading), el('p', {}, text));
  }

  #settle(busy: boolean): void {
    this.element.setAttribute('aria-busy', String(busy));
    this.#comment.readOnly = busy;
    for (const button of this.#buttons) button.disabled = busy;
  }

  #button(decision: Decision, label: string): HTMLButtonElement {
    const other = this.#options.preselected !== undefined && this.#options.preselected !== decision;
    const look = `${decision}${other ? ' other' : ''}`;
    const attributes = { type: 'button', class: look, 'aria-describedby': 'decision-hint' };
    const button = el('button', attributes, icon(decision === 'approve' ? 'approved' : 'rejected'), label);
    button.addEventListener('click', () => this.#decide(decision));
    return button;
  }

  #decide(decision: Decision): void {
    const comment = this.#comment.value.trim();
    if (comment.length > MAX_COMMENT) {
      this.#alarm('The comment is too long', `It may have ${MAX_COMMENT} characters and has ${comment.length}.`);
      this.#tooLong = true;
      return this.#comment.focus();
    }
    this.#options.onDecide(decision, comment);
  }

  #typed(): void {
    this.#options.onComment(this.#comment.value);
    this.#showCount();
    const left = this.#left();
    if (this.#tooLong && left >= 0) this.#alert.replaceChildren();
    // Said when the typing rests, and only when it matters.
    clearTimeout(this.#speak);
    this.#speak = setTimeout(() => {
      const message = left < 0 ? `Characters too many: ${-left}` : `Characters left: ${left}`;
      this.#countSpoken.textContent = left > NEARLY ? '' : message;
    }, 800);
  }

  #left(): number {
    return MAX_COMMENT - this.#comment.value.trim().length;
  }

  #showCount(): void {
    const over = this.#left() < 0;
    this.#count.textContent = `${MAX_COMMENT - this.#left()} / ${MAX_COMMENT}`;
    this.#count.classList.toggle('over', over);
    this.#comment.setAttribute('aria-invalid', String(over));
  }
}

function hint(preselected: Decision | undefined): string {
  const nothingYet = 'Nothing is decided until you press a button.';
  if (preselected === undefined) return nothingYet;
  return `You opened the ${preselected === 'approve' ? 'Approve' : 'Reject'} link. ${nothingYet}`;
}
