import { ListPage } from '../session/list-page.ts';
import { notDeployed, welcome } from '../session/notices.ts';
import { enter, tell, type SignedIn } from '../session/shell.ts';
import { List } from './list.ts';
import { ReportsHead } from './head.ts';
import { Reports, type View } from './reports.ts';

const PATH = 'api/reports';

void enter(signed => (signed.reports ? start(signed) : tell(notDeployed('Reports', 'reports'))), welcome('reports'));

function start({ api, email, over }: SignedIn): void {
  const request = async () => {
    const problem = await reports.request();
    page.watch();
    return problem;
  };
  const head = new ReportsHead(email, request);
  const list = new List({ onOpen: open, onRequest: request, onMore: () => void reports.more() });
  const reports = new Reports(
    {
      list: cursor => api.call(cursor === undefined ? PATH : `${PATH}?${new URLSearchParams({ cursor })}`),
      view: id => api.call(`${PATH}/${encodeURIComponent(id)}`),
      request: () => api.call(PATH, { method: 'POST', body: {} }),
    },
    show,
  );
  const page = new ListPage(over, 2_000, () => reports.refresh());

  /** Leaves this page for the report. */
  async function open(id: string): Promise<string | undefined> {
    const opened = await reports.address(id);
    if ('problem' in opened) return opened.problem;
    if (!over.aborted) location.assign(opened.url);
    return undefined;
  }

  async function load(): Promise<void> {
    await reports.open();
    // The list still has a report as running whose execution was stopped.
    await reports.refresh();
    page.watch();
  }

  function show(view: View): void {
    head.show(view.note);
    list.show(view);
    page.show(view, 'Reports', head.element, list.element, () => void load());
  }

  void load();
}
