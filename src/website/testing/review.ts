import type { Answer } from '../base/api.ts';
import type { Entry } from '../request/decision.ts';
import { requestProblem } from '../request/notices.ts';
import { Review, type Page, type RequestApi } from '../request/review.ts';
import { inTurn, type Answers } from './answers.ts';

export const pending: Answer = {
  status: 200,
  body: { status: 'pending', subject: 'Deploy?', approver: 'a@example.com' },
};
export const closedAs = (status: string, decidedBy: string): Answer => ({
  status: 200,
  body: { status, decidedBy, approver: 'a@example.com' },
});

/** A review whose API gives these answers in order. `calls` are the API calls, `pages` the pages shown. */
export function reviewWith(...answers: Answers) {
  const { calls, next } = inTurn(answers);
  const pages: Page[] = [];
  const api = (id: string): RequestApi => ({
    view: isUsed => next(`view ${id}${isUsed ? ', used' : ''}`),
    decide: (decision, { comment, values }) => next(`${decision} ${id} "${comment}" ${JSON.stringify(values)}`),
  });
  const clock = { now: Date.parse('2026-11-20T10:00:00Z') };
  const review = new Review(
    requestProblem,
    page => pages.push(page),
    () => clock.now,
  );
  return { review, one: api('id-1'), two: api('id-2'), calls, pages, clock };
}

export const entry = (comment = '', values: Entry['values'] = {}): Entry => ({ comment, values });

/** The pages as words: the kind, and the heading of a notice or failure. */
export const told = (pages: readonly Page[]) =>
  pages.map(page =>
    page.kind === 'notice'
      ? page.notice.heading
      : page.kind === 'failed'
        ? `failed: ${page.failure.heading}`
        : page.kind,
  );

export function promised(): { answer: Promise<Answer>; give: (answer: Answer) => void } {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  return { answer: promise, give: resolve };
}
