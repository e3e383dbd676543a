import { limits } from '../base/contract.ts';
import { el } from '../base/dom.ts';
import { button } from '../base/outcome.ts';
import { problemOfLine, visible } from '../base/text.ts';

interface NameFormOptions {
  readonly name: string;
  /** The name of somebody else that people would take for this one. */
  namesake(name: string): string | undefined;
  /** Resolves with the reason if the name was refused. */
  onSave(name: string): Promise<string | undefined>;
  /** The name is saved, or the edit was cancelled. */
  onDone(): void;
}

/** Edits a person's name in place. Enter saves, Escape cancels. */
export class NameForm {
  readonly element: HTMLFormElement;
  readonly #options: NameFormOptions;
  readonly #input: HTMLInputElement;
  readonly #problem = el('p', { id: 'name-problem', class: 'problem', 'aria-live': 'polite' });
  readonly #save = el('button', { class: 'main small' }, 'Save');
  readonly #cancel: HTMLButtonElement;
  /** The name that this form has already warned about: somebody else has it. */
  #warnedOf: string | undefined;
  #busy = false;

  constructor(options: NameFormOptions) {
    this.#options = options;
    const describedBy = { 'aria-describedby': 'name-problem', 'aria-required': 'true' };
    this.#input = el('input', { id: 'name', type: 'text', autocomplete: 'off', dir: 'auto', ...describedBy });
    this.#input.value = options.name;
    this.#cancel = button('Cancel', () => this.#end(), 'small');
    this.element = el(
      'form',
      { class: 'rename', novalidate: '' },
      el('label', { for: 'name', class: 'unseen' }, 'Name'),
      this.#input,
      this.#problem,
      el('div', { class: 'actions' }, this.#save, this.#cancel),
    );
    this.element.addEventListener('submit', event => {
      event.preventDefault();
      void this.#submit();
    });
    this.element.addEventListener('keydown', event => {
      // An Escape during composition belongs to the input method.
      if (event.key === 'Escape' && !event.isComposing) this.#end();
    });
    this.#input.addEventListener('input', () => {
      if (this.#problem.textContent !== '') this.#judge(problemWithName(this.#input.value));
    });
  }

  /** Focuses the input and selects the whole name. */
  focus(): void {
    this.#input.select();
    this.#input.focus();
  }

  async #submit(): Promise<void> {
    if (this.#busy) return;
    const name = this.#input.value.trim();
    const problem = problemWithName(name);
    this.#judge(problem);
    if (problem !== undefined) return this.#input.focus();
    if (name === this.#options.name) return this.#end();
    const namesake = this.#options.namesake(name);
    if (namesake !== undefined && name !== this.#warnedOf) {
      this.#warnedOf = name;
      this.#judge(`Somebody else is called “${visible(namesake)}”. To use this name too, save again.`);
      return this.#input.focus();
    }
    this.#settle(true);
    const refused = await this.#options.onSave(name);
    this.#settle(false);
    this.#judge(refused);
    if (refused === undefined) this.#end();
    else this.#input.focus();
  }

  #end(): void {
    if (!this.#busy) this.#options.onDone();
  }

  #judge(problem: string | undefined): void {
    this.#input.setAttribute('aria-invalid', String(problem !== undefined));
    if (this.#problem.textContent !== (problem ?? '')) this.#problem.textContent = problem ?? '';
  }

  /** The buttons keep the focus while they wait, so they must not be disabled. */
  #settle(busy: boolean): void {
    this.#busy = busy;
    this.#input.readOnly = busy;
    this.#save.textContent = busy ? 'Saving…' : 'Save';
    for (const each of [this.#save, this.#cancel]) each.setAttribute('aria-disabled', String(busy));
  }
}

/** What is wrong with a name, as a sentence; undefined for a valid name. */
export function problemWithName(entered: string): string | undefined {
  const name = entered.trim();
  const { personNameLength: most } = limits;
  if (name === '') return 'Enter a name.';
  if (name.length > most) return `Use at most ${most} characters: it has ${name.length}.`;
  return problemOfLine(name);
}
