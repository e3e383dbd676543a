import { el, icon } from '../base/dom.ts';
import { visible } from '../base/text.ts';
import type { Notice } from './notices.ts';
import type { ApprovalRequest } from './request.ts';
import { closedFacts, executionLink, pendingFacts, subjectOf, substance } from './sections.ts';

/** The page of a request that waits for this person: what is asked for, then the form. */
export function requestPage(request: ApprovalRequest, form: HTMLElement): HTMLElement {
  return el(
    'article',
    { class: 'card' },
    el('p', { class: 'state' }, 'Waiting for your decision'),
    el('h1', { tabindex: '-1', dir: 'auto', class: 'foreign' }, subjectOf(request)),
    pendingFacts(request),
    ...substance(request),
    executionLink(request),
    form,
  );
}

/** The page that tells how things stand, with the request below it as far as it is known. */
export function noticePage({ tone, heading, text, retry, request, unsent }: Notice, onRetry: () => void): HTMLElement {
  const again = el('button', { type: 'button', class: 'plain' }, 'Try again');
  again.addEventListener('click', onRetry);
  return el(
    'article',
    { class: 'card' },
    el(
      'header',
      { class: `outcome ${tone}` },
      icon(tone),
      el('h1', { tabindex: '-1' }, heading),
      ...text.map((paragraph) => el('p', { class: 'foreign' }, paragraph)),
      retry === true ? again : undefined,
      request === undefined ? undefined : executionLink(request),
    ),
    ...(unsent === undefined ? [] : [unsentComment(unsent)]),
    ...(request === undefined ? [] : record(request)),
  );
}

function record(request: ApprovalRequest): (HTMLElement | undefined)[] {
  return [
    el('h2', { class: 'subject foreign', dir: 'auto' }, subjectOf(request)),
    closedFacts(request),
    ...substance(request),
  ];
}

function unsentComment(comment: string): HTMLElement {
  return el(
    'section',
    { class: 'unsent' },
    el('h2', {}, 'Your comment, which was not recorded'),
    el('p', { class: 'foreign', dir: 'auto' }, visible(comment)),
  );
}
