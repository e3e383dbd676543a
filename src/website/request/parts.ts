import { el } from '../base/dom.ts';
import { button, outcome } from '../base/outcome.ts';
import { visible } from '../base/text.ts';
import type { RequestNotice } from './notices.ts';
import { choicesOf } from './progress.ts';
import type { ApprovalRequest } from './request.ts';
import { answers, closedFacts, executionLink, historyOf, lookAt, pendingFacts, substance } from './sections.ts';
import { subjectOf } from './request.ts';

type Parts = readonly (HTMLElement | undefined)[];

const present = (parts: Parts): HTMLElement[] => parts.filter(part => part !== undefined);

/** A request that waits for this person: its content, then the form. */
export function requestParts(
  request: ApprovalRequest,
  image: HTMLElement | undefined,
  form: HTMLElement,
): HTMLElement[] {
  return present([
    el('p', { class: 'state' }, choicesOf(request) === 'both' ? 'Waiting for your decision' : 'Waiting for others'),
    el('h1', { tabindex: '-1', dir: 'auto', class: 'foreign' }, subjectOf(request)),
    lookAt(request),
    pendingFacts(request),
    ...substance(request),
    image,
    answers(request),
    form,
    historyOf(request),
    executionLink(request),
  ]);
}

/** A notice, with the request below it if that is known. */
export function noticeParts(
  notice: RequestNotice,
  image: HTMLElement | undefined,
  onRetry: () => void,
  redelivery: HTMLElement | undefined,
): HTMLElement[] {
  const { request, unsent } = notice;
  return present([
    outcome(notice, notice.retry === true ? button('Try again', onRetry) : undefined),
    redelivery,
    unsent === undefined ? undefined : unsentComment(unsent),
    ...(request === undefined ? [] : record(request, image)),
  ]);
}

function record(request: ApprovalRequest, image: HTMLElement | undefined): Parts {
  return [
    el('h2', { class: 'subject foreign', dir: 'auto' }, subjectOf(request)),
    lookAt(request),
    request.status === 'pending' ? pendingFacts(request) : closedFacts(request),
    ...substance(request),
    image,
    answers(request),
    historyOf(request),
    executionLink(request),
  ];
}

function unsentComment(comment: string): HTMLElement {
  return el(
    'section',
    { class: 'unsent warning' },
    el('h2', {}, 'Your comment, which was not recorded'),
    el('p', { class: 'foreign', dir: 'auto' }, visible(comment)),
  );
}
