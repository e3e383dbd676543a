import { serverNow } from './clock.ts';
import { el } from './dom.ts';
import { piecesOf } from './links.ts';
import { visible } from './text.ts';
import { absolute, day, englishLocale, instant, relative } from './time.ts';

const reader = { locale: englishLocale(navigator.languages) };

/** A name and a value. A fact without a value is not shown. `wide` is for long values. */
type Fact = readonly [name: string, value: Node | undefined, size?: 'wide'];

/** Untrusted text, isolated so that right-to-left text does not rearrange its surroundings. */
export function foreign(text: string | undefined): HTMLElement | undefined {
  return text === undefined ? undefined : el('bdi', { class: 'foreign' }, visible(text));
}

/** Untrusted prose: its addresses are links, which show their whole target. */
export function prose(text: string): (Node | string)[] {
  return piecesOf(visible(text)).map(({ text: piece, href }) => (href === undefined ? piece : outside(href, piece)));
}

/** A link out of this website. */
export function outside(href: string, text: string): HTMLElement {
  return el('a', { href, target: '_blank', rel: 'noopener noreferrer' }, text);
}

/** An instant in full, followed by its distance from now. */
export function moment(text: string | undefined): HTMLElement | undefined {
  const full = exactly(text);
  if (full === undefined) return undefined;
  const distance = relative(Date.parse(full.dateTime), serverNow());
  return el('span', {}, full, ' ', el('span', { class: 'relative', 'data-time': full.dateTime }, distance));
}

export function exactly(text: string | undefined): HTMLTimeElement | undefined {
  return timeOf(text, time => absolute(time, reader));
}

/** The day of an instant, with the exact time as a tooltip. */
export function onDay(text: string | undefined): HTMLElement | undefined {
  return timeOf(
    text,
    time => day(time, reader),
    time => ({ title: absolute(time, reader) }),
  );
}

/** An instant as a distance from now, with the exact time as a tooltip. */
export function about(text: string | undefined): HTMLElement | undefined {
  return timeOf(
    text,
    time => relative(time, serverNow()),
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

/** Updates the relative times on the page, such as "in 42 minutes". */
export function refreshMoments(): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-time]')) {
    const text = relative(Date.parse(element.dataset['time'] ?? ''), serverNow());
    if (element.textContent !== text) element.textContent = text;
  }
}

/** A number in the reader's format, such as "50,000". */
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
