import { el, icon } from './dom.ts';
import type { Notice } from './notice.ts';

/** A plain button that does what it says. */
export function button(label: string, onPress: () => void): HTMLButtonElement {
  const element = el('button', { type: 'button', class: 'plain' }, label);
  element.addEventListener('click', onPress);
  return element;
}

/** The head of a page that tells how things stand, with what can be done about it. */
export function outcome(notice: Notice, ...actions: readonly (HTMLElement | undefined)[]): HTMLElement {
  return el(
    'header',
    { class: `outcome ${notice.tone}` },
    icon(notice.tone),
    el('h1', { tabindex: '-1' }, notice.heading),
    ...notice.text.map((paragraph) => el('p', { class: 'foreign' }, paragraph)),
    ...actions,
  );
}
