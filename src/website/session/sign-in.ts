/** Whether the address has an answer of the sign-in. */
export function isAnswer(search: string): boolean {
  const members = new URLSearchParams(search);
  return members.has('code') || members.has('error');
}

const PAGE = /^(approval\.html|people\.html|reports\.html)?(#[^\s]*)?$/;

/** The page to go to after the sign-in, relative to the site. Anything but a page of the site gives the first page. */
export function safeReturn(wanted: string): string {
  return PAGE.test(wanted) ? wanted : '';
}

/** The current page, relative to the site, to return to after the sign-in. */
export function returnFrom(pathname: string, hash: string): string {
  const page = /\/((?:approval|people|reports)\.html)$/.exec(pathname)?.[1] ?? '';
  return safeReturn(`${page}${hash}`);
}

/**
 * The address that ends Cognito's own session
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html).
 */
export function signOutUrl(domain: string, clientId: string, site: string): string {
  return `${domain}/logout?${new URLSearchParams({ client_id: clientId, logout_uri: site })}`;
}
