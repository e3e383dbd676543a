import type { Answer } from '../base/api.ts';
import type { Notice } from '../base/notice.ts';
import type { Look } from '../base/poller.ts';
import type { ListView } from '../session/list-page.ts';
import type { Continuation } from '../session/more.ts';
import { listProblem } from '../session/notices.ts';
import { isSearch, NO_FILTER, pathOf, sectionsOf, type Filter, type Section } from './filter.ts';
import { readPage, type ListedRequest, type RequestsPage } from './listed-request.ts';
import { apart, extended, limitFor, news, refreshed } from './merge.ts';

/** One list and its state. */
export interface Shown extends Omit<Continuation, 'cursor'> {
  readonly section: Section;
  /** Undefined during the first load. */
  readonly page: RequestsPage | undefined;
}

export interface View extends ListView {
  readonly filter: Filter;
  readonly lists: readonly Shown[];
}

type Get = (path: string) => Promise<Answer>;

/** The dashboard's logic: it calls the API and decides what to show. */
export class Dashboard {
  readonly #get: Get;
  readonly #show: (view: View) => void;
  #view: View = { filter: NO_FILTER, lists: [], notice: undefined, stale: false, news: '' };
  /** The ids of all requests shown for this filter; others are new. */
  #known = new Set<string>();
  /** Counts the filters. Answers for an earlier one are dropped. */
  #turn = 0;

  constructor(get: Get, show: (view: View) => void) {
    this.#get = get;
    this.#show = show;
  }

  /** Shows the filter's lists from their beginning. */
  async open(filter: Filter): Promise<void> {
    const turn = ++this.#turn;
    this.#known = new Set();
    const lists = sectionsOf(filter).map(section => ({ section, page: undefined, more: false, problem: undefined }));
    this.#update({ filter, lists, notice: undefined, stale: false, news: '' });
    const answers = await this.#firstPages();
    if (turn !== this.#turn) return;
    const failed = answers.find(answer => pageIn(answer) === undefined);
    if (failed !== undefined) return this.#update({ notice: problem(failed), lists: [] });
    this.#put(answers.map(answer => pageIn(answer)!));
    this.#remember();
    const count = this.#items().length;
    this.#update({ news: !isSearch(filter) ? '' : count === 0 ? 'Nothing found.' : `Found: ${count}.` });
  }

  async refresh(): Promise<Look> {
    const { lists, notice } = this.#view;
    if (notice !== undefined) return 'done';
    if (lists.some(({ page }) => page === undefined)) return 'again';
    const turn = this.#turn;
    const answers = await this.#firstPages();
    if (turn !== this.#turn) return 'again';
    const failed = answers.find(answer => pageIn(answer) === undefined);
    if (failed?.status === 403) {
      this.#update({ notice: problem(failed), lists: [] });
      return 'done';
    }
    if (failed !== undefined) {
      this.#update({ stale: true, news: '' });
      return 'failed';
    }
    const before = this.#items();
    const { lists: shown } = this.#view;
    this.#put(shown.map(({ section, page }, index) => refreshed(section.name, page!, pageIn(answers[index]!)!)));
    const said = news(before, this.#items(), this.#known);
    this.#remember();
    this.#update({ stale: false, news: said.join(' ') });
    return 'again';
  }

  /** Loads a list's next page. */
  async more(name: Section['name']): Promise<void> {
    const turn = this.#turn;
    const list = this.#list(name);
    if (list?.page?.cursor === undefined || list.more) return;
    this.#change(name, { more: true, problem: undefined });
    const path = pathOf(list.section, this.#view.filter, limitFor(0), list.page.cursor);
    const answer = await this.#get(path);
    if (turn !== this.#turn) return;
    const next = pageIn(answer);
    const shown = this.#list(name)?.page;
    if (next === undefined || shown === undefined) {
      return this.#change(name, { more: false, problem: problem(answer).text.join(' ') });
    }
    const page = extended(shown, next);
    const count = page.items.length - shown.items.length;
    this.#change(name, { more: false, page });
    this.#remember();
    this.#update({ news: count === 0 ? 'Nothing more found yet.' : `${count} more.` });
  }

  #firstPages(): Promise<Answer[]> {
    const { filter, lists } = this.#view;
    const first = ({ section, page }: Shown) => pathOf(section, filter, limitFor(page?.items.length ?? 0), undefined);
    return Promise.all(lists.map(list => this.#get(first(list))));
  }

  #list(name: Section['name']): Shown | undefined {
    return this.#view.lists.find(({ section }) => section.name === name);
  }

  #items(): ListedRequest[] {
    return this.#view.lists.flatMap(({ page }) => page?.items ?? []);
  }

  #remember(): void {
    for (const { id } of this.#items()) this.#known.add(id);
  }

  #put(pages: readonly RequestsPage[]): void {
    const lists = apart(pages);
    this.#view = { ...this.#view, lists: this.#view.lists.map((list, index) => ({ ...list, page: lists[index] })) };
  }

  #change(name: Section['name'], change: Partial<Shown>): void {
    const lists = this.#view.lists.map(list => (list.section.name === name ? { ...list, ...change } : list));
    this.#update({ lists, news: '' });
  }

  #update(change: Partial<View>): void {
    this.#view = { ...this.#view, ...change };
    this.#show(this.#view);
  }
}

function pageIn(answer: Answer): RequestsPage | undefined {
  return answer.status === 200 ? readPage(answer.body) : undefined;
}

function problem(answer: Answer): Notice {
  return listProblem(answer, 'requests');
}
