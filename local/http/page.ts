import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** A page of the runner. Texts are HTML. */
export interface Page {
  title: string;
  content: string;
  /** Beside what all pages have. */
  style: string;
  /** Elements of the head beside those that all pages have. */
  head?: string;
  /** Runs at the end of the page. It may load what this server has. */
  script?: string;
}

const commonStyle = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  button, input, select, textarea { font: inherit; }
  [role=alert] { border-inline-start: .25rem solid; padding-inline-start: .75rem; }
`;

/** Sends a page, which can load and run nothing else than what it is made of. */
export function sendPage(response: ServerResponse, status: number, page: Page): void {
  const { title, content, head = '', script } = page;
  const style = `${commonStyle}${page.style}`;
  const scripts = script === undefined ? [] : ["connect-src 'self'", `script-src 'self' ${hashOf(script)}`];
  response
    .writeHead(status, {
      'Cache-Control': 'no-store',
      'Content-Security-Policy': [
        "default-src 'none'",
        `style-src ${hashOf(style)}`,
        ...scripts,
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
      'Content-Type': 'text/html; charset=utf-8',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    })
    .end(
      `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${style}</style>
${head}
<main>
<h1>${title}</h1>
${content}
</main>
${script === undefined ? '' : `<script>${script}</script>\n`}</html>
`,
    );
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
