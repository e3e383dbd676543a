import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * For example `<include src="base/head.html" title="Known people">`. The attributes after `src` are the page's words.
 */
const INCLUDE = /^( *)<include\s+src="([^"]+)"((?:\s+[a-z]+="[^"]*")*)\s*>\n/gm;
const WORD = /([a-z]+)="([^"]*)"/g;
/** `{word}`, alone as an attribute's value or within text. */
const GAP = /( [a-z-]+=)"\{([a-z]+)\}"|\{([a-z]+)\}/g;

/** Inserts the pages' shared HTML before Vite reads a page. */
export function partials(root: string): Plugin {
  const read = (src: string) => readFileSync(join(root, src), 'utf8');
  return { name: 'partials', transformIndexHtml: { order: 'pre', handler: html => included(html, read) } };
}

/**
 * The page with its included pieces. The page's word replaces `{word}` in a piece. An attribute that is only a word,
 * such as `aria-current="{people}"`, is left out if the page does not have the word. Throws if anything is not
 * replaced.
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
