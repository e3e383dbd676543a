import { ErrorResponse } from 'oidc-client-ts';
import type { Notice } from '../base/notice.ts';
import { visible } from '../base/text.ts';

const ABOUT = {
  'approval requests': [
    'Reviewers see here what waits for a decision, and what became of earlier requests.',
    'To decide by the link in your mail, you do not need to sign in.',
  ],
  'known people': ['Reviewers see here whom the cameras recognize.'],
  reports: ['Whoever has an account here can request a report, and open earlier ones of their own.'],
} as const;

/** What the page about this says to somebody who is not signed in. */
export function welcome(what: keyof typeof ABOUT): Notice {
  return { tone: 'person', heading: `Sign in to see ${what}`, text: ABOUT[what] };
}

export function sessionEnded(): Notice {
  return {
    tone: 'person',
    heading: 'Your session has ended',
    text: ['Sign in again to go on where you were. What you typed is kept in this tab.'],
  };
}

export function noConfig(): Notice {
  return {
    tone: 'problem',
    heading: 'The website could not be loaded',
    text: ['Its configuration is not to be had right now. Check your network, then try again.'],
  };
}

/** Why the browser could not be sent to the sign-in. */
export function noSignIn(): Notice {
  return {
    tone: 'problem',
    heading: 'Sign-in is not possible here',
    text: ['This browser keeps nothing for this page. Allow it to store data for this site, then try again.'],
  };
}

/** Why a sign-in came to nothing. */
export function failedSignIn(error: unknown): Notice {
  const tone = 'problem';
  if (error instanceof ErrorResponse) {
    if (error.error === 'access_denied') {
      return { tone, heading: 'Sign-in was cancelled', text: ['You are not signed in.'] };
    }
    const why = error.error_description ?? error.error ?? '';
    return { tone, heading: 'Sign-in failed', text: [`The sign-in service said: ${visible(why)}`] };
  }
  if (error instanceof TypeError || (error instanceof Error && error.name === 'ErrorTimeout')) {
    return { tone, heading: 'No connection', text: ['The sign-in could not be finished. Check your network.'] };
  }
  return {
    tone,
    heading: 'Sign-in did not finish',
    text: ['It was begun in another tab, took too long, or its answer was used before. Begin again.'],
  };
}

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
