import { el, elementById } from '../base/dom.ts';
import { refreshMoments } from '../base/facts.ts';
import { announce, showProblem } from '../base/outcome.ts';
import { arrange } from '../base/arrange.ts';
import { Poller } from '../base/poller.ts';
import { enter, type SignedIn } from '../session/shell.ts';
import { Dashboard, type View } from './dashboard.ts';
import { hashOf, readFilter } from './filter.ts';
import { FilterForm } from './filter-form.ts';
import { List } from './list.ts';
import { Row } from './row.ts';

/** Milliseconds between two looks for news. */
const INTERVAL = 4_000;

void enter(start);

function start({ api, frames, renew, over }: SignedIn): void {
  const main = elementById('main');
  const stale = el('p', { class: 'stale', role: 'status' });
  const lists = el('div', { class: 'lists' });
  const rows = new Map<string, Row>();
  let shownLists: { readonly key: string; readonly lists: readonly List[] } | undefined;

  const dashboard = new Dashboard((path) => api.call(path), show);
  const poller = new Poller(() => dashboard.refresh(), INTERVAL);
  const filters = new FilterForm(readFilter(location.hash), (filter) => {
    history.replaceState(history.state, '', hashOf(filter) || location.pathname);
    void open();
  });

  async function open(): Promise<void> {
    const filter = readFilter(location.hash);
    filters.show(filter);
    await dashboard.open(filter);
    if (!over.aborted) poller.start();
  }

  function show(view: View): void {
    if (over.aborted) return;
    showLists(view);
    const { notice } = view;
    announce(main, stale, view, titleOf(view));
    if (notice === undefined) return arrange(main, [filters.element, stale, lists]);
    // Who was put into the group since then has it only in a new token.
    showProblem(main, notice, () => void renew().then(open));
  }

  function showLists(view: View): void {
    const key = view.lists.map(({ section }) => section.status).join();
    if (shownLists?.key !== key) {
      const made = view.lists.map(({ section }) => new List(section, () => void dashboard.more(section.name)));
      shownLists = { key, lists: made };
      lists.replaceChildren(...made.map(({ element }) => element));
    }
    const items = view.lists.flatMap(({ page }) => page?.items ?? []);
    for (const item of items) rowOf(item.id).show(item);
    for (const [index, list] of shownLists.lists.entries()) list.show(view.lists[index]!, view.filter, rowOf);
    const shown = new Set(items.map(({ id }) => id));
    for (const [id, row] of rows) {
      if (shown.has(id)) continue;
      row.remove();
      rows.delete(id);
    }
  }

  function rowOf(id: string): Row {
    const row = rows.get(id) ?? new Row(frames);
    rows.set(id, row);
    return row;
  }

  over.addEventListener('abort', () => poller.stop());
  addEventListener('hashchange', () => void open());
  setInterval(refreshMoments, 15_000);
  void open();
}

function titleOf({ lists, notice }: View): string {
  if (notice !== undefined) return notice.heading;
  const pending = lists.find(({ section }) => section.name === 'pending')?.page;
  const count = pending === undefined ? 0 : pending.items.length;
  const waiting = count === 0 ? '' : `(${count}${pending?.cursor === undefined ? '' : '+'}) `;
  return `${waiting}Approval requests`;
}
