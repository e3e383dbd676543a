import { NO_ANSWER, type Answer } from '../base/api.ts';
import { BUSY, NO_SENSE, said, type Notice } from '../base/notice.ts';

/** Why a list for reviewers could not be loaded. */
export function listProblem(answer: Answer, what: 'requests' | 'people'): Notice {
  const problem = { tone: 'problem', retry: true } as const;
  switch (answer.status) {
    case NO_ANSWER:
      return { ...problem, heading: 'No connection', text: [`The ${what} could not be loaded. Check your network.`] };
    case 403: {
      const text = [said(answer) ?? 'Ask whoever runs this website to make you a reviewer.'];
      return { ...problem, heading: 'You are not a reviewer yet', text };
    }
    case 429:
      return { ...problem, heading: 'Too many requests', text: [BUSY] };
    default:
      return { ...problem, heading: 'Something went wrong', text: [said(answer) ?? NO_SENSE] };
  }
}
