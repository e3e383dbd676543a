import type { Answer } from '../base/api.ts';
import { whyNot } from '../base/notice.ts';

/** For a second request while a report is being made. */
export const REUSED = 'A report of yours is being made already, so that one is used.';

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
