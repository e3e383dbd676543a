import { el } from './dom.ts';
import { visible } from './text.ts';
import { absolute, day, englishLocale, instant, relative } from './time.ts';

const reader = { locale: englishLocale(navigator.languages) };

/** A name with its value, or nothing if there is no value; `wide` for what can be long. */
export type Fact = readonly [name: string, value: Node | undefined, size?: 'wide'];

/** Text from outside: kept apart from its surroundings, so that right-to-left text does not rearrange them. */
export function foreign(text: string | undefined): HTMLElement | undefined {
  return text === undefined ? undefined : el('bdi', { class: 'foreign' }, visible(text));
}

/** An instant, in full and as a distance from now. */
export function moment(text: string | undefined): HTMLElement | undefined {
  const time = instant(text);
  if (time === undefined) return undefined;
  const iso = new Date(time).toISOString();
  return el(
    'span',
    {},
    el('time', { datetime: iso }, absolute(time, reader)),
    ' ',
    el('span', { class: 'relative', 'data-time': iso }, relative(time, Date.now())),
  );
}

/** An instant in full. */
export function exactly(text: string | undefined): HTMLElement | undefined {
  const time = instant(text);
  return time === undefined
    ? undefined
    : el('time', { datetime: new Date(time).toISOString() }, absolute(time, reader));
}

/** The day of an instant; what it is exactly shows under the pointer. */
export function onDay(text: string | undefined): HTMLElement | undefined {
  const time = instant(text);
  if (time === undefined) return undefined;
  return el('time', { datetime: new Date(time).toISOString(), title: absolute(time, reader) }, day(time, reader));
}

/** An instant as a distance from now; what it is exactly shows under the pointer. */
export function about(text: string | undefined): HTMLElement | undefined {
  const time = instant(text);
  if (time === undefined) return undefined;
  const iso = new Date(time).toISOString();
  const attributes = { datetime: iso, title: absolute(time, reader), 'data-time': iso };
  return el('time', attributes, relative(time, Date.now()));
}

/** Brings the "in 42 minutes" on the page up to date. */
export function refreshMoments(): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-time]')) {
    const text = relative(Date.parse(element.dataset['time'] ?? ''), Date.now());
    if (element.textContent !== text) element.textContent = text;
  }
}

/** A number as the reader writes it, such as "50,000". */
export function amount(number: number): string {
  return new Intl.NumberFormat(reader.locale).format(number);
}

export function facts(...list: readonly Fact[]): HTMLElement | undefined {
  const known = list.filter(([, value]) => value !== undefined);
  if (known.length === 0) return undefined;
  const pairs = known.map(([name, value, size = 'short']) =>
    el('div', { class: size }, el('dt', {}, name), el('dd', {}, value)),
  );
  return el('dl', { class: 'facts' }, ...pairs);
}
