import { el } from '../base/dom.ts';
import { visible } from '../base/text.ts';
import { hintFor, noteOn, problemWith, sentValues, types, type SentValues } from './fields.ts';
import { decimalSign } from './number.ts';
import type { Field } from './request.ts';

type Control = HTMLInputElement | HTMLSelectElement;

const decimal = decimalSign(navigator.language);

/** One field of the form: label, hint, control, note and error message. */
class Input {
  readonly element: HTMLElement;
  readonly control: Control;
  readonly field: Field;
  readonly #note: HTMLElement;
  readonly #problem: HTMLElement;
  #judged = false;

  constructor(field: Field, index: number, entered: string) {
    this.field = field;
    const id = `field-${index}`;
    this.#problem = el('p', { id: `${id}-problem`, class: 'problem' });
    this.control = control(field);
    this.control.id = id;
    this.control.value = entered;
    this.control.setAttribute('aria-describedby', `${id}-hint ${id}-note ${id}-problem`);
    this.#note = el('p', { id: `${id}-note`, class: 'under', role: 'status' });
    if (field.required) this.control.setAttribute('aria-required', 'true');
    this.element = el(
      'div',
      { class: 'field' },
      el(
        'label',
        { for: id },
        el('span', { dir: 'auto' }, visible(field.label)),
        ' ',
        el('span', { class: 'optional' }, field.required ? '(required to approve)' : '(optional)'),
      ),
      el('p', { id: `${id}-hint`, class: 'under', dir: 'auto' }, hintFor(field)),
      this.control,
      this.#note,
      this.#problem,
    );
    this.#showNote();
    // Checked when the person leaves the field; after an error, at every change until it is valid.
    this.control.addEventListener('change', () => this.judge());
    this.control.addEventListener('input', () => {
      this.#showNote();
      if (this.#judged) this.judge();
    });
  }

  /** Returns whether the entry is valid, and shows what is wrong. */
  judge(): boolean {
    this.show(problemWith(this.field, this.control.value, decimal));
    return !this.#judged;
  }

  /** Shows what is wrong with the entry; undefined if it is valid. */
  show(problem: string | undefined): void {
    this.#judged = problem !== undefined;
    this.control.setAttribute('aria-invalid', String(this.#judged));
    this.#problem.textContent = problem ?? '';
  }

  /** For a rejection, which needs no fields. */
  clearProblems(): void {
    this.#judged = false;
    this.control.removeAttribute('aria-invalid');
    this.#problem.textContent = '';
  }

  #showNote(): void {
    const note = noteOn(this.field, this.control.value, decimal);
    if (this.#note.textContent !== note) this.#note.textContent = note;
  }
}

export class Inputs {
  readonly elements: readonly HTMLElement[];
  readonly #fields: readonly Field[];
  readonly #inputs: readonly Input[];

  /** @param onInput Called for each entry while it is typed. */
  constructor(
    fields: readonly Field[],
    entered: (name: string) => string,
    onInput: (name: string, text: string) => void,
  ) {
    this.#fields = fields;
    this.#inputs = fields.map((field, index) => new Input(field, index, entered(field.name)));
    this.elements = this.#inputs.map(({ element }) => element);
    for (const { control, field } of this.#inputs) {
      control.addEventListener('input', () => onInput(field.name, control.value));
    }
  }

  /** The values if all are valid; otherwise focuses the first invalid field. */
  values(): SentValues | undefined {
    const wrong = this.#inputs.filter(input => !input.judge());
    wrong[0]?.control.focus();
    const entered = new Map(this.#inputs.map(({ control, field }) => [field.name, control.value]));
    return wrong.length > 0 ? undefined : sentValues(this.#fields, entered, decimal);
  }

  /** The API refused the entry: shows why, and focuses it. Returns whether there is such a field. */
  refuse(name: string, problem: string): boolean {
    const refused = this.#inputs.find(({ field }) => field.name === name);
    refused?.show(problem);
    refused?.control.focus();
    return refused !== undefined;
  }

  clearProblems(): void {
    for (const input of this.#inputs) input.clearProblems();
  }

  set disabled(disabled: boolean) {
    for (const { control } of this.#inputs) control.disabled = disabled;
  }
}

function control({ type, choices }: Field): Control {
  const { input } = types[type];
  if (input !== undefined) return el('input', { type: 'text', autocomplete: 'off', ...input });
  const options = choices.map(text => el('option', { value: text }, visible(text)));
  return el('select', {}, el('option', { value: '' }, 'Choose…'), ...options);
}
