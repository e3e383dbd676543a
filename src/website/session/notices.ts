import { NO_ANSWER, type Answer } from '../base/api.ts';
import { BUSY, NO_SENSE, said, type Notice } from '../base/notice.ts';

/** Why a list could not be loaded; reports are for everybody who is signed in, the others for reviewers. */
export function listProblem(answer: Answer, what: 'requests' | 'people' | 'reports'): Notice {
  const problem = { tone: 'problem', retry: true } as const;
  switch (answer.status) {
    case NO_ANSWER:
      return { ...problem, heading: 'No connection', text: [`The ${what} could not be loaded. Check your network.`] };
    case 403: {
      if (what === 'reports') break;
      const text = [said(answer) ?? 'Ask whoever runs this website to make you a reviewer.'];
      return { ...problem, heading: 'You are not a reviewer yet', text };
    }
    case 429:
      return { ...problem, heading: 'Too many requests', text: [BUSY] };
  }
  return { ...problem, heading: 'Something went wrong', text: [said(answer) ?? NO_SENSE] };
}
