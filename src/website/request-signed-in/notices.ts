import type { Answer } from '../base/api.ts';
import { requestProblem, type RequestNotice } from '../request/notices.ts';
import { noReviewer } from '../session/notices.ts';

/** The address has no request id. */
export const NO_ID: RequestNotice = {
  tone: 'problem',
  heading: 'This address is not complete',
  text: ['It does not say which request to show. Choose one from the list of all requests.'],
};

/** The notice for a signed-in reviewer if the request could not be loaded. */
export function viewProblem(answer: Answer): RequestNotice {
  switch (answer.status) {
    case 403:
      return noReviewer(answer, 'You may not see this request');
    case 400:
    case 404:
      return {
        tone: 'problem',
        heading: 'There is no such request',
        text: ['It is no longer kept, or it never existed.'],
      };
    default:
      return requestProblem(answer);
  }
}
