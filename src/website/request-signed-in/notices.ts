import type { Answer } from '../base/api.ts';
import { said } from '../base/notice.ts';
import { loadProblem, type RequestNotice } from '../request/notices.ts';

/** The address names no request. */
export function noId(): RequestNotice {
  return {
    tone: 'problem',
    heading: 'This address is not complete',
    text: ['It does not say which request to show. Choose one from the list of all requests.'],
  };
}

/** What a signed-in reviewer is told when the request could not be loaded. */
export function viewProblem(answer: Answer): RequestNotice {
  const tone = 'problem';
  switch (answer.status) {
    case 403:
      return {
        tone,
        heading: 'You may not see this request',
        text: [said(answer) ?? 'Ask whoever runs this website to make you a reviewer.'],
        retry: true,
      };
    case 400:
    case 404:
      return { tone, heading: 'There is no such request', text: ['It is no longer kept, or it never was.'] };
    default:
      return loadProblem(answer);
  }
}
