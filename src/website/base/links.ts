import { pageUrl } from './text.ts';

/** A piece of a text. With `href` it is an address, and can be a link. */
export interface Piece {
  readonly text: string;
  readonly href?: string;
}

/** Visible ASCII but `"`, `<` and `>`, or a letter or digit of any language. */
const ADDRESS = /\b(?:https?:\/\/|mailto:)(?:[!#-;=?-~]|[\p{L}\p{M}\p{N}])+/giu;
/** Belongs to the sentence, not to the address. */
const AFTER = /[.,;:!?'*_`|~]+$/;
const BRACKETS = { ')': '(', ']': '[', '}': '{' } as const;

/** The text in pieces: its web and mail addresses, and what is between them. Nothing is left out. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: candidate, index } of text.matchAll(ADDRESS)) {
    const address = trimmed(candidate);
    const href = targetOf(address);
    if (href === undefined) continue;
    if (index > from) pieces.push({ text: text.slice(from, index) });
    pieces.push({ text: address, href });
    from = index + address.length;
  }
  return from < text.length ? [...pieces, { text: text.slice(from) }] : pieces;
}

/** The address without punctuation at its end, and without closing brackets that were opened before the address. */
function trimmed(candidate: string): string {
  const address = candidate.replace(AFTER, '');
  const last = address.at(-1) as keyof typeof BRACKETS;
  const opening = BRACKETS[last];
  const opened = opening !== undefined && address.split(last).length > address.split(opening).length;
  const shorter = opened ? address.slice(0, -1) : address;
  return shorter === candidate ? candidate : trimmed(shorter);
}

/**
 * Where the address leads, if that is what its text says. Others stay text: a user before the host, a host in other
 * characters than browsers send, such as a Cyrillic "а", or in other digits.
 */
function targetOf(address: string): string | undefined {
  const href = pageUrl(address, 'https:', 'http:', 'mailto:');
  if (href === undefined) return undefined;
  const [, host] = /^\w+:\/\/([^/?#]*)/.exec(address) ?? [];
  const isSaid =
    host === undefined ? /^mailto:[\w.+-]+@[\w.-]+(?:\?|$)/i.test(address) : host.toLowerCase() === new URL(href).host;
  return isSaid ? href : undefined;
}
