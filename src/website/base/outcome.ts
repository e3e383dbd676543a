import { el, icon } from './dom.ts';
import type { Notice } from './notice.ts';

export type ButtonLook = 'plain' | 'main' | 'small';

/** A button: `main` for a page's main action, `small` for a part of a page. */
export function button(label: string, onPress: () => void, look: ButtonLook = 'plain'): HTMLButtonElement {
  const element = el('button', { type: 'button', class: look }, label);
  element.addEventListener('click', onPress);
  return element;
}

/** The head of a page: a notice and its actions. */
export function outcome(notice: Notice, ...actions: readonly (HTMLElement | undefined)[]): HTMLElement {
  return outcomeWith('h1', notice, ...actions);
}

/** A notice with a heading of this level, and its actions. */
export function outcomeWith(
  level: 'h1' | 'h2',
  notice: Notice,
  ...actions: readonly (HTMLElement | undefined)[]
): HTMLElement {
  return el(
    'header',
    { class: `outcome ${notice.tone}` },
    icon(notice.tone),
    el(level, { tabindex: '-1' }, notice.heading),
    ...notice.text.map(paragraph => el('p', { class: 'foreign' }, paragraph)),
    ...actions,
  );
}

const STALE = 'This may be out of date: the service cannot be reached. The page keeps trying.';

/** Shows whether the page is out of date. An unchanged text stays, so that a screen reader says it only once. */
export function sayStale(element: HTMLElement, isStale: boolean): void {
  const text = isStale ? STALE : '';
  if (element.textContent !== text) element.textContent = text;
}
