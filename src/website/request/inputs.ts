import { el } from '../base/dom.ts';
import { visible } from '../base/text.ts';
import { problemWith, sentValues, types, type SentValues } from './fields.ts';
import type { Field } from './request.ts';

type Control = HTMLInputElement | HTMLSelectElement;

/** From this length on, the hint states the limit. */
const LONG = 40;

/** One field of the form: label, control and error message. */
class Input {
  readonly element: HTMLElement;
  readonly control: Control;
  readonly field: Field;
  readonly #problem: HTMLElement;
  #judged = false;

  constructor(field: Field, index: number, entered: string) {
    this.field = field;
    const id = `field-${index}`;
    this.#problem = el('p', { id: `${id}-problem`, class: 'problem' });
    this.control = control(field);
    this.control.id = id;
    this.control.value = entered;
    this.control.setAttribute('aria-describedby', `${id}-hint ${id}-problem`);
    if (field.required) this.control.setAttribute('aria-required', 'true');
    const { maxLength = 0 } = field;
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
      this.control,
      el('p', { id: `${id}-hint`, class: 'under' }, maxLength >= LONG ? `At most ${maxLength} characters.` : ''),
      this.#problem,
    );
    // Checked when the person leaves the field; after an error, at every change until it is valid.
    this.control.addEventListener('change', () => this.judge());
    this.control.addEventListener('input', () => {
      if (this.#judged) this.judge();
    });
  }

  /** Returns whether the entry is valid, and shows what is wrong. */
  judge(): boolean {
    const problem = problemWith(this.field, this.control.value);
    this.#judged = problem !== undefined;
    this.control.setAttribute('aria-invalid', String(this.#judged));
    this.#problem.textContent = problem ?? '';
    return !this.#judged;
  }

  /** For a rejection, which needs no fields. */
  clearProblems(): void {
    this.#judged = false;
    this.control.removeAttribute('aria-invalid');
    this.#problem.textContent = '';
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
    return wrong.length > 0 ? undefined : sentValues(this.#fields, entered);
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
