import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** For example `<include src="base/head.html" title="Known people">`; what comes after `src` are the page's words. */
const INCLUDE = /^( *)<include\s+src="([^"]+)"((?:\s+[a-z]+="[^"]*")*)\s*>\n/gm;
const WORD = /([a-z]+)="([^"]*)"/g;
/** An attribute whose value is a word, or a word in a text. */
const GAP = /( [a-z-]+=)"\{([a-z]+)\}"|\{([a-z]+)\}/g;

/** Puts the pieces of HTML that pages share in their places before Vite sees a page. */
export function partials(root: string): Plugin {
  const read = (src: string) => readFileSync(join(root, src), 'utf8');
  return { name: 'partials', transformIndexHtml: { order: 'pre', handler: html => included(html, read) } };
}

/**
 * The page with its pieces in it. `{word}` in a piece is what the page says for it; an attribute that is a word, such
 * as `aria-current="{people}"`, is left out where the page does not say it. Throws if anything is left to be filled.
 */
export function included(html: string, read: (src: string) => string): string {
  const page = html.replace(INCLUDE, (_include, indent: string, src: string, attributes: string) => {
    const words = new Map([...attributes.matchAll(WORD)].map(([, name, text]) => [name!, text!]));
    const piece = read(src).replace(GAP, (gap: string, attribute?: string, optional?: string, word?: string) => {
      if (optional === undefined) return words.get(word!) ?? gap;
      return words.has(optional) ? `${attribute}"${words.get(optional)}"` : '';
    });
    return included(piece, read).replace(/^(?=.)/gm, indent);
  });
  const left = /<include[^>]*>?|\{[a-z]+\}/.exec(page);
  if (left !== null) throw new Error(`The page has something left to be filled: ${left[0]}`);
  return page;
}
