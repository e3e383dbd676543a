import { ErrorResponse } from 'oidc-client-ts';
import type { Answer } from '../base/api.ts';
import { loadProblem, said, type Notice } from '../base/notice.ts';
import { visible } from '../base/text.ts';

/** Why a list could not be loaded. Reports are for everyone who is signed in, the others for reviewers only. */
/** A page of a feature that the stack was deployed without. */
export const notDeployed = (what: 'Reports' | 'Known people', setting: string): Notice => ({
  tone: 'closed',
  heading: `${what} are not available here`,
  text: [`They are not deployed with this website. Its operator can add them with the setting “${setting}”.`],
});

export function listProblem(answer: Answer, what: 'requests' | 'people' | 'reports'): Notice {
  if (answer.status === 403 && what !== 'reports') return noReviewer(answer, 'You are not a reviewer yet');
  return loadProblem(answer, `The ${what} could not be loaded. Check your network.`);
}

/** For a 403: the signed-in person is not a reviewer. */
export function noReviewer(answer: Answer, heading: string): Notice {
  const text = [said(answer) ?? 'Ask the operator of this website to make you a reviewer.'];
  return { tone: 'problem', heading, text, retry: true };
}

const ABOUT = {
  'approval requests': [
    'Reviewers see here which requests wait for a decision, and how earlier ones ended.',
    'To decide with the link in your mail, you do not need to sign in.',
  ],
  'known people': ['Reviewers see here which people the cameras recognize.'],
  reports: ['Everyone with an account can request a report and open their own earlier ones.'],
} as const;

/** The page's notice for somebody who is not signed in. */
export function welcome(what: keyof typeof ABOUT): Notice {
  return { tone: 'person', heading: `Sign in to see ${what}`, text: ABOUT[what] };
}

export const SESSION_ENDED: Notice = {
  tone: 'person',
  heading: 'Your session has ended',
  text: ['Sign in again to continue where you were. What you typed is kept in this tab.'],
};

export const SIGNED_OUT_ELSEWHERE: Notice = {
  tone: 'person',
  heading: 'You are signed out',
  text: ['You signed out in another tab. Sign in again to continue where you were.'],
};

export const NO_CONFIG: Notice = {
  tone: 'problem',
  heading: 'The website could not be loaded',
  text: ['The configuration could not be loaded. Check your network, then try again.'],
};

/** Why the sign-in could not start. */
export const NO_SIGN_IN: Notice = {
  tone: 'problem',
  heading: 'Sign-in is not possible here',
  text: ['This browser does not store data for this page. Allow it to store data for this site, then try again.'],
};

/** Why a sign-in failed. */
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
    return { tone, heading: 'No connection', text: ['The sign-in could not be completed. Check your network.'] };
  }
  return {
    tone,
    heading: 'Sign-in did not finish',
    text: ['It was started in another tab, took too long, or its answer was already used. Start again.'],
  };
}
