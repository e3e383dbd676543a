import { limits } from '../base/contract.ts';
import { el, icon } from '../base/dom.ts';
import { button } from '../base/outcome.ts';
import { visible } from '../base/text.ts';
import type { Decision, Entry } from './decision.ts';
import type { Draft } from './draft.ts';
import { Inputs } from './inputs.ts';
import type { Failure } from './notices.ts';
import { choicesOf } from './progress.ts';
import type { ApprovalRequest } from './request.ts';

const MAX_COMMENT = limits.commentLength;
/** With this many characters left or fewer, a screen reader says how many. */
const NEARLY = 100;

interface FormOptions {
  readonly request: ApprovalRequest;
  /** The mail's link that was opened, if any. */
  readonly preselected: Decision | undefined;
  readonly draft: Draft;
  onDecide(decision: Decision, entry: Entry): void;
}

/** The fields, the comment box and the two buttons. Only a press of a button calls `onDecide`. */
export class DecisionForm {
  readonly element: HTMLFormElement;
  readonly #options: FormOptions;
  readonly #inputs: Inputs;
  readonly #comment = el('textarea', { id: 'comment', rows: '3', 'aria-describedby': 'comment-hint comment-count' });
  readonly #count = el('span', { id: 'comment-count', class: 'count' });
  readonly #countSpoken = el('span', { class: 'unseen', role: 'status' });
  readonly #alert = el('div', { role: 'alert', tabindex: '-1' });
  readonly #status = el('p', { class: 'sending', role: 'status' });
  readonly #buttons: readonly HTMLButtonElement[];
  #speak: ReturnType<typeof setTimeout> | undefined;
  /** Whether the alert is about the comment's length. It disappears when the comment is short enough. */
  #tooLong = false;

  constructor(options: FormOptions) {
    this.#options = options;
    const { draft, request } = options;
    const mayApprove = choicesOf(request) === 'both';
    this.#inputs = new Inputs(
      mayApprove ? request.fields : [],
      name => draft.get(`field:${name}`),
      (name, text) => draft.set(`field:${name}`, text),
    );
    this.#comment.value = draft.get('comment');
    this.#comment.addEventListener('input', () => this.#typed());
    const approve = mayApprove ? [this.#button('approve', 'Approve')] : [];
    this.#buttons = [...approve, this.#button('reject', 'Reject')];
    this.element = el(
      'form',
      { class: 'decision', 'aria-labelledby': 'decision-heading', novalidate: '' },
      el('h2', { id: 'decision-heading' }, 'Your decision'),
      el('p', { class: 'hint', id: 'decision-hint' }, mayApprove ? hint(options.preselected) : onlyReject(request)),
      ...this.#inputs.elements,
      el('label', { for: 'comment' }, 'Comment ', el('span', { class: 'optional' }, '(optional)')),
      this.#comment,
      el('p', { class: 'under' }, el('span', { id: 'comment-hint' }, 'Kept with your decision.'), this.#count),
      this.#countSpoken,
      this.#alert,
      el('div', { class: 'buttons' }, ...this.#buttons),
      this.#status,
    );
    // The Enter key in a field must not decide or leave the page.
    this.element.addEventListener('submit', event => event.preventDefault());
    this.#showCount();
  }

  /** A decision is being sent: nothing can be pressed or changed. */
  sending(decision: Decision): void {
    this.#settle(true);
    this.#alert.replaceChildren();
    this.#status.textContent = decision === 'approve' ? 'Sending your approval…' : 'Sending your rejection…';
  }

  /** The decision was not accepted: says why, and enables everything again. */
  failed(decision: Decision, failure: Failure): void {
    this.#settle(false);
    this.#status.textContent = '';
    const { field } = failure;
    if (field !== undefined && this.#inputs.refuse(field.name, field.problem)) return;
    const again = button('Try again', () => this.#decide(decision));
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
    this.#inputs.disabled = busy;
    for (const each of this.#buttons) each.disabled = busy;
  }

  #button(decision: Decision, label: string): HTMLButtonElement {
    const { preselected, request } = this.#options;
    const other = preselected !== undefined && preselected !== decision && choicesOf(request) === 'both';
    const look = `${decision}${other ? ' other' : ''}`;
    const attributes = { type: 'button', class: look, 'aria-describedby': 'decision-hint' };
    const element = el('button', attributes, icon(decision === 'approve' ? 'approved' : 'rejected'), label);
    // A scanner's script may press everything on a page. Only a browser's own event comes from a person.
    element.addEventListener('click', event => event.isTrusted && this.#decide(decision));
    return element;
  }

  #decide(decision: Decision): void {
    const comment = this.#comment.value.trim();
    if (decision === 'reject') this.#inputs.clearProblems();
    const values = decision === 'reject' ? {} : this.#inputs.values();
    if (values === undefined) return;
    if (comment.length > MAX_COMMENT) {
      this.#alarm('The comment is too long', `Use at most ${MAX_COMMENT} characters: it has ${comment.length}.`);
      this.#tooLong = true;
      return this.#comment.focus();
    }
    this.#options.onDecide(decision, { comment, values });
  }

  #typed(): void {
    this.#options.draft.set('comment', this.#comment.value);
    this.#showCount();
    const left = this.#left();
    if (this.#tooLong && left >= 0) this.#alert.replaceChildren();
    // Spoken only after a pause in typing, and only near the limit.
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

function onlyReject({ cannotDecide }: ApprovalRequest): string {
  return `${visible(cannotDecide ?? '')} You can reject it. Nothing is decided until you press the button.`;
}
