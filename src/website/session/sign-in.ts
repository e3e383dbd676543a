/** Whether the browser came back from the sign-in. */
export function isAnswer(search: string): boolean {
  const members = new URLSearchParams(search);
  return members.has('code') || members.has('error');
}

const PAGE = /^(approval\.html|people\.html|reports\.html)?(#[^\s]*)?$/;

/** The page to go to after the sign-in, relative to the site; its first page for what is none of its own. */
export function safeReturn(wanted: string): string {
  return PAGE.test(wanted) ? wanted : '';
}

/** What to come back to: the page that the address shows, relative to the site. */
export function returnFrom(pathname: string, hash: string): string {
  const page = /\/((?:approval|people|reports)\.html)$/.exec(pathname)?.[1] ?? '';
  return safeReturn(`${page}${hash}`);
}

/**
 * Where Cognito ends its own session
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html).
 */
export function signOutUrl(domain: string, clientId: string, site: string): string {
  return `${domain}/logout?${new URLSearchParams({ client_id: clientId, logout_uri: site })}`;
}
