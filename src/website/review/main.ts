import { call } from '../base/api.ts';
import { part } from '../base/dom.ts';
import { Memory } from '../base/memory.ts';
import { DecisionForm } from './form.ts';
import { openLink } from './link.ts';
import { noticePage, requestPage } from './pages.ts';
import { Review, type OpenLink, type Page } from './review.ts';
import { refreshMoments, subjectOf } from './sections.ts';

const main = part('main');
/** What the HTML shows until there is something to show. */
const loading = [...main.children];
const memory = new Memory(() => sessionStorage);
let form: DecisionForm | undefined;
let shownBefore = false;

const pathOf = (link: OpenLink) => `api/requests/${encodeURIComponent(link.id)}`;

const review = new Review(
  {
    view: (link) => call(pathOf(link), { headers: { 'x-approval-key': link.key }, timeout: 15_000 }),
    decide: (link, decision, comment) =>
      call(`${pathOf(link)}/decision`, {
        method: 'POST',
        headers: { 'x-approval-key': link.key },
        body: comment === '' ? { decision } : { decision, comment },
      }),
  },
  show,
);

function open(): void {
  const { link, hash } = openLink(location.hash, memory);
  if (hash !== location.hash) history.replaceState(history.state, '', hash);
  void review.open(link);
}

function show(page: Page): void {
  switch (page.kind) {
    case 'loading':
      main.setAttribute('aria-busy', 'true');
      return main.replaceChildren(...loading);
    case 'form':
      form = decisionForm(page.link);
      return fill(requestPage(page.request, form.element), subjectOf(page.request));
    case 'notice':
      return fill(noticePage(page.notice, open), page.notice.heading);
    case 'sending':
      return form?.sending(page.decision);
    case 'failed':
      return form?.failed(page.decision, page.failure);
  }
}

function fill(content: HTMLElement, title: string): void {
  main.removeAttribute('aria-busy');
  main.replaceChildren(content);
  document.title = `${title} · ApprovalWorkflow`;
  // What comes after an action takes the focus along; the first page leaves it where readers start, at the top.
  if (shownBefore) main.querySelector('h1')?.focus();
  else part('status').textContent = title;
  shownBefore = true;
}

function decisionForm(link: OpenLink): DecisionForm {
  const draft = `comment:${link.id}`;
  return new DecisionForm({
    preselected: link.decision,
    comment: memory.get(draft) ?? '',
    onComment: (comment) => memory.set(draft, comment),
    onDecide: (decision, comment) => void review.decide(decision, comment),
  });
}

addEventListener('hashchange', open);
setInterval(refreshMoments, 15_000);
open();
