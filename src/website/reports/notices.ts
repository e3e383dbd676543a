import type { Answer } from '../base/api.ts';
import { whyNot, type Notice } from '../base/notice.ts';

/** For a second request while a report is being made. */
export const REUSED = 'A report of yours is being made already, so that one is used.';

export const NOT_DEPLOYED: Notice = {
  tone: 'closed',
  heading: 'Reports are not available here',
  text: ['They are not deployed with this website. Its operator can add them with the setting “reports”.'],
};

export function noReport(answer: Answer): string {
  return whyNot(
    answer,
    'The service did not answer, so the report may still be made. Check your network, then try again: '
      + 'a second request does not make a second report while the first is being made.',
  );
}

export function openProblem(answer: Answer): string {
  return answer.status === 404 ? 'This report is no longer kept.' : whyNot(answer);
}
