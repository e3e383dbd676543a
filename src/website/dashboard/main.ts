import { el } from '../base/dom.ts';
import { ListPage } from '../session/list-page.ts';
import { enter, type SignedIn } from '../session/shell.ts';
import { Dashboard, type View } from './dashboard.ts';
import { hashOf, readFilter } from './filter.ts';
import { FilterForm } from './filter-form.ts';
import { List } from './list.ts';
import { Row } from './row.ts';

void enter(start);

function start({ api, email, frames, renew, over }: SignedIn): void {
  const lists = el('div', { class: 'lists' });
  const rows = new Map<string, Row>();
  let shownLists: { readonly key: string; readonly lists: readonly List[] } | undefined;

  const dashboard = new Dashboard(path => api.call(path), show);
  const page = new ListPage(over, 4_000, () => dashboard.refresh());
  const form = new FilterForm(readFilter(location.hash), filter => {
    history.replaceState(history.state, '', hashOf(filter) || location.pathname);
    void open();
  });

  async function open(): Promise<void> {
    const filter = readFilter(location.hash);
    form.show(filter);
    await dashboard.open(filter);
    page.watch();
  }

  function show(view: View): void {
    showLists(view);
    page.show(view, titleOf(view), form.element, lists, () => void renew().then(open));
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
    const row = rows.get(id) ?? new Row(frames, email);
    rows.set(id, row);
    return row;
  }

  addEventListener('hashchange', () => void open());
  void open();
}

function titleOf({ lists }: View): string {
  const mine = lists.find(({ section }) => section.name === 'mine')?.page;
  const count = mine === undefined ? 0 : mine.items.length;
  const waiting = count === 0 ? '' : `(${count}${mine?.cursor === undefined ? '' : '+'}) `;
  return `${waiting}Approval requests`;
}
