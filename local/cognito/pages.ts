import type { Page } from '../http/page.ts';
import { escaped } from '../markup.ts';

const style = `
  main { max-width: 22rem; margin: 10vh auto; padding: 0 1rem; }
  label, input, button { display: block; width: 100%; box-sizing: border-box; }
  input, button { padding: .5rem; margin: .25rem 0 1rem; }
`;

const page = (title: string, content: string): Page => ({ title, content, style });

/** The sign-in form. It keeps the request's query. `failed`: whether a sign-in has just failed. */
export const loginPage = (query: URLSearchParams, failed: boolean): Page =>
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

export const errorPage = (message: string): Page =>
  page('An error was encountered', `<p role="alert">${escaped(message)}</p>`);
