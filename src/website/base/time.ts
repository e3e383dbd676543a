const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

export interface Reader {
  readonly locale: string;
  /** An IANA name; the browser's own if absent. */
  readonly timeZone?: string;
}

/** The reader's own way to write English dates; the page is in English, so "20. Nov. 2026" would not fit into it. */
export function englishLocale(languages: readonly string[]): string {
  return languages.find(language => /^en(-|$)/i.test(language)) ?? 'en-GB';
}

/** The instant in milliseconds of an ISO 8601 text with a time and a zone; undefined for anything else. */
export function instant(text: string | undefined): number | undefined {
  if (text === undefined || !ISO.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

const DATE = { year: 'numeric', month: 'short', day: 'numeric' } as const;
const MOMENT = { ...DATE, hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const;

/** For example "20 Nov 2026, 11:02 CET": with the month as a word and the zone, so that nobody reads it wrong. */
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

/** For example "in 42 minutes" or "2 days ago". Rounds toward now: nobody is promised more time than there is. */
export function relative(time: number, now: number): string {
  const distance = time - now;
  const size = Math.abs(distance);
  if (size < MINUTE) return distance > 0 ? 'in less than a minute' : 'just now';
  const [unit, length]: [Intl.RelativeTimeFormatUnit, number] =
    size < 2 * HOUR ? ['minute', MINUTE] : size < 2 * DAY ? ['hour', HOUR] : ['day', DAY];
  return new Intl.RelativeTimeFormat('en', { numeric: 'always' }).format(Math.trunc(distance / length), unit);
}
