import type { Answer } from '../base/api.ts';
import { whyNot, type Notice } from '../base/notice.ts';

/** The request was the second within a minute. */
export const REUSED = 'You asked for a report less than a minute before, so that one is used.';

export const NOT_DEPLOYED: Notice = {
  tone: 'closed',
  heading: 'There are no reports here',
  text: ['They are not deployed with this website. Whoever runs it can add them: the setting is called “reports”.'],
};

export function noReport(answer: Answer): string {
  return whyNot(
    answer,
    'No answer came, so the report may be on its way. Check your network, then try again: '
      + 'a second request within a minute makes no second report.',
  );
}

export function openProblem(answer: Answer, status: string | undefined): string {
  // It was ready when the list was read, and its mail could not be sent.
  if (status === 'failed') return 'This report has failed in the meantime. Request another one.';
  return answer.status === 404 ? 'This report is not kept any more.' : whyNot(answer);
}
