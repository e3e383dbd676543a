import { el, elementById } from '../base/dom.ts';
import { refreshMoments } from '../base/facts.ts';
import { announce, outcome, showProblem } from '../base/outcome.ts';
import { arrange } from '../base/arrange.ts';
import { Poller } from '../base/poller.ts';
import { enter, type SignedIn } from '../session/shell.ts';
import { welcome } from '../session/sign-in.ts';
import { List } from './list.ts';
import { notDeployed } from './notices.ts';
import { ReportsHead } from './head.ts';
import { Reports, type View } from './reports.ts';

/** Milliseconds between two looks at a report that is being made. */
const INTERVAL = 2_000;

const PATH = 'api/reports';

void enter((signed) => (signed.reports ? start(signed) : sayNotDeployed()), welcome('reports'));

function start({ api, email, over }: SignedIn): void {
  const main = elementById('main');
  const stale = el('p', { class: 'stale', role: 'status' });
  const request = async () => {
    const problem = await reports.request();
    if (!over.aborted) poller.start();
    return problem;
  };
  const form = new ReportsHead(email, request);
  const list = new List({ onOpen: open, onRequest: request, onMore: () => void reports.more() });
  const reports = new Reports(
    {
      list: (cursor) => api.call(cursor === undefined ? PATH : `${PATH}?${new URLSearchParams({ cursor })}`),
      view: (id) => api.call(`${PATH}/${encodeURIComponent(id)}`),
      request: () => api.call(PATH, { method: 'POST', body: {} }),
    },
    show,
  );
  const poller = new Poller(() => reports.refresh(), INTERVAL);

  /** Leaves this page for the report. */
  async function open(id: string): Promise<string | undefined> {
    const opened = await reports.address(id);
    if ('problem' in opened) return opened.problem;
    if (!over.aborted) location.assign(opened.url);
    return undefined;
  }

  async function load(): Promise<void> {
    await reports.open();
    // The list does not know of a report whose process was stopped.
    await reports.refresh();
    if (!over.aborted) poller.start();
  }

  function show(view: View): void {
    if (over.aborted) return;
    const { notice } = view;
    announce(main, stale, view, notice?.heading ?? 'Reports');
    if (notice !== undefined) return showProblem(main, notice, () => void load());
    form.show(view.note);
    list.show(view);
    arrange(main, [form.element, stale, list.element]);
  }

  over.addEventListener('abort', () => poller.stop());
  setInterval(refreshMoments, 15_000);
  void load();
}

function sayNotDeployed(): void {
  const main = elementById('main');
  const notice = notDeployed();
  main.removeAttribute('aria-busy');
  main.replaceChildren(el('article', { class: 'card' }, outcome(notice)));
  document.title = `${notice.heading} · ApprovalWorkflow`;
}
