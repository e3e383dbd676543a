import { styleText } from 'node:util';
import type { Event } from './event.ts';

/** In characters, so that one event does not fill the window. */
const maxLine = 1000;

/** Characters that a terminal would hide or act on. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

const code = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Untrusted text as one line of limited length, with control characters made visible. */
export function readableText(text: string): string {
  const line = text.replaceAll(invisible, character => character.split('').map(code).join(''));
  return line.length > maxLine ? `${line.slice(0, maxLine - 1)}…` : line;
}

export const eventLine = ({ 'detail-type': detailType, source, detail }: Event): string =>
  `${styleText('bold', 'Event')}  ${readableText(`${detailType}  ${source}  ${JSON.stringify(detail)}`)}`;
