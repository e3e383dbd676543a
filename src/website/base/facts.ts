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
  const full = exactly(text);
  if (full === undefined) return undefined;
  const distance = relative(Date.parse(full.dateTime), Date.now());
  return el('span', {}, full, ' ', el('span', { class: 'relative', 'data-time': full.dateTime }, distance));
}

export function exactly(text: string | undefined): HTMLTimeElement | undefined {
  return timeOf(text, time => absolute(time, reader));
}

/** The day of an instant; what it is exactly shows under the pointer. */
export function onDay(text: string | undefined): HTMLElement | undefined {
  return timeOf(
    text,
    time => day(time, reader),
    time => ({ title: absolute(time, reader) }),
  );
}

/** An instant as a distance from now; what it is exactly shows under the pointer. */
export function about(text: string | undefined): HTMLElement | undefined {
  return timeOf(
    text,
    time => relative(time, Date.now()),
    time => ({ title: absolute(time, reader), 'data-time': new Date(time).toISOString() }),
  );
}

function timeOf(
  text: string | undefined,
  words: (time: number) => string,
  attributes: (time: number) => Record<string, string> = () => ({}),
): HTMLTimeElement | undefined {
  const time = instant(text);
  if (time === undefined) return undefined;
  return el('time', { datetime: new Date(time).toISOString(), ...attributes(time) }, words(time));
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
