import { styleText } from 'node:util';
import type { Event } from './event.ts';

/** In characters. Longer ones would fill the window. */
const maxLine = 1000;

/** What a terminal would not show as a character, or would act on. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

const code = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A text of others as one line of limited length, with control characters made visible. */
export function readableText(text: string): string {
  const line = text.replaceAll(invisible, character => character.split('').map(code).join(''));
  return line.length > maxLine ? `${line.slice(0, maxLine - 1)}…` : line;
}

/** An event as a line for the runner's window. */
export const eventLine = ({ 'detail-type': detailType, source, detail }: Event): string =>
  `${styleText('bold', 'Event')}  ${readableText(`${detailType}  ${source}  ${JSON.stringify(detail)}`)}`;
