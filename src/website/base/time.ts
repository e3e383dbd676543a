const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

export interface Reader {
  readonly locale: string;
  /** An IANA name; the browser's own if absent. */
  readonly timeZone?: string;
}

/** The reader's English locale. Other locales, such as "20. Nov. 2026", would not fit the English page. */
export function englishLocale(languages: readonly string[]): string {
  return languages.find(language => /^en(-|$)/i.test(language)) ?? 'en-GB';
}

/** The milliseconds since 1970 of an ISO 8601 text with time and zone; undefined for any other text. */
export function instant(text: string | undefined): number | undefined {
  if (text === undefined || !ISO.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

const DATE = { year: 'numeric', month: 'short', day: 'numeric' } as const;
const MOMENT = { ...DATE, hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const;

/** For example "20 Nov 2026, 11:02 CET". The month as a word and the zone make it unambiguous. */
export function absolute(time: number, reader: Reader): string {
  return written(time, reader, MOMENT);
}

/** For example "20 Nov 2026". */
export function day(time: number, reader: Reader): string {
  return written(time, reader, DATE);
}

function written(time: number, { locale, timeZone }: Reader, parts: Intl.DateTimeFormatOptions): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  return new Intl.DateTimeFormat(locale, { ...parts, ...zone }).format(time);
}

/** For example "in 42 minutes" or "2 days ago". Rounds toward now, so that it never promises too much time. */
export function relative(time: number, now: number): string {
  const distance = time - now;
  const size = Math.abs(distance);
  if (size < MINUTE) return distance > 0 ? 'in less than a minute' : 'just now';
  const [unit, length]: [Intl.RelativeTimeFormatUnit, number] =
    size < 2 * HOUR ? ['minute', MINUTE] : size < 2 * DAY ? ['hour', HOUR] : ['day', DAY];
  return new Intl.RelativeTimeFormat('en', { numeric: 'always' }).format(Math.trunc(distance / length), unit);
}
