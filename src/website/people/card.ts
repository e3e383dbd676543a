import { el } from '../base/dom.ts';
import { about, foreign, onDay } from '../base/facts.ts';
import { button } from '../base/outcome.ts';
import { arrange, arrangeChanged } from '../base/arrange.ts';
import { visible } from '../base/text.ts';
import { PictureSlot } from '../picture/slot.ts';
import type { Frames } from '../session/frames.ts';
import { NameForm } from './name-form.ts';
import type { Person } from './person.ts';

export interface CardOptions {
  readonly frames: Frames;
  /** The name of somebody else that people would take for this one. */
  namesake(person: Person, name: string): string | undefined;
  /** Resolves with the reason if the name was refused. */
  onRename(person: Person, name: string): Promise<string | undefined>;
  onRemove(person: Person): void;
}

/** One known person. Updates keep its elements, and so the focus and what is typed. */
export class Card {
  readonly element = el('li', { class: 'known' });
  readonly #options: CardOptions;
  readonly #picture: PictureSlot;
  readonly #name = el('h2', { class: 'foreign', dir: 'auto' });
  readonly #facts = el('dl', {});
  readonly #body = el('div', { class: 'body' });
  readonly #rename = button('Rename', () => this.#edit(), 'small');
  readonly #remove = button('Remove', () => this.#options.onRemove(this.#person), 'small');
  readonly #actions = el('div', { class: 'actions' }, this.#rename, this.#remove);
  #person: Person;

  constructor(person: Person, options: CardOptions) {
    this.#options = options;
    this.#person = person;
    this.#picture = new PictureSlot(image => options.frames.source(image), 'thumb');
    this.#body.append(this.#name, this.#facts, this.#actions);
    this.show(person);
  }

  show(person: Person): void {
    this.#person = person;
    const name = visible(person.name);
    if (this.#name.textContent !== name) this.#name.textContent = name;
    this.#rename.setAttribute('aria-label', `Rename ${name}`);
    this.#remove.setAttribute('aria-label', `Remove ${name}`);
    arrangeChanged(this.#facts, [
      fact('Known since', onDay(person.addedAt)),
      fact('Added by', foreign(person.addedBy)),
      fact('Last seen', about(person.detectedAt) ?? 'Not yet'),
    ]);
    arrangeChanged(this.element, [this.#picture.show(person.image, `Face of ${name}`) ?? noImage(), this.#body]);
  }

  remove(): void {
    this.#picture.remove();
    this.element.remove();
  }

  #edit(): void {
    const form = new NameForm({
      name: this.#person.name,
      namesake: name => this.#options.namesake(this.#person, name),
      onSave: name => this.#options.onRename(this.#person, name),
      onDone: () => {
        arrange(this.#body, [this.#name, this.#facts, this.#actions]);
        this.#rename.focus();
      },
    });
    arrange(this.#body, [form.element, this.#facts]);
    form.focus();
  }
}

function fact(name: string, value: Node | string | undefined): HTMLElement {
  return el('div', {}, el('dt', {}, name), el('dd', {}, value ?? 'Unknown'));
}

function noImage(): HTMLElement {
  return el('div', { class: 'picture thumb' }, el('p', {}, 'No image'));
}
