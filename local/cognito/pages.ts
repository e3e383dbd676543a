import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { escaped } from '../markup.ts';

const style = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  main { max-width: 22rem; margin: 10vh auto; padding: 0 1rem; }
  label, input, button { display: block; width: 100%; box-sizing: border-box; font: inherit; }
  input, button { padding: .5rem; margin: .25rem 0 1rem; }
  [role=alert] { border-inline-start: .25rem solid; padding-inline-start: .75rem; }
`;

const page = (title: string, content: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${style}</style>
<main>
<h1>${title}</h1>
${content}
</main>
</html>
`;

/** The sign-in form. It keeps the request's query. `failed`: whether a sign-in has just failed. */
export const loginPage = (query: URLSearchParams, failed: boolean): string =>
  page(
    'Sign in',
    `
<p>This page of the local runner stands in for Amazon Cognito's.</p>
${failed ? '<p role="alert">Incorrect username or password.</p>' : ''}
<form method="post" action="/login?${escaped(query.toString())}">
<label for="username">Email address</label>
<input id="username" name="username" inputmode="email" autocapitalize="none" autocomplete="username" required autofocus>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit">Sign in</button>
</form>`,
  );

export const errorPage = (message: string): string =>
  page('An error was encountered', `<p role="alert">${escaped(message)}</p>`);

const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function sendPage(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, {
      'Cache-Control': 'no-store',
      'Content-Security-Policy': contentSecurityPolicy,
      'Content-Type': 'text/html; charset=utf-8',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    })
    .end(text);
}
