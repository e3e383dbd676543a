import type { Answer } from '../base/api.ts';
import { serverNow } from '../base/clock.ts';
import { Members } from '../base/members.ts';
import type { Look } from '../base/poller.ts';
import { pageUrl } from '../base/text.ts';
import { joined, type Continuation } from '../session/more.ts';
import type { ListView } from '../session/list-page.ts';
import { listProblem } from '../session/notices.ts';
import { openProblem, noReport, REUSED } from './notices.ts';
import { readPage, readReport, type Report, type ReportsPage } from './report.ts';

export interface View extends ListView, Continuation {
  /** Newest first. */
  readonly reports: readonly Report[];
  /** Whether the first load of past reports is running. */
  readonly loading: boolean;
  /** A note about the latest request, if it did not start a new report. */
  readonly note: string;
}

/** The calls about reports. They never reject. */
interface ReportsApi {
  list(cursor: string | undefined): Promise<Answer>;
  view(id: string): Promise<Answer>;
  request(): Promise<Answer>;
}

/** An address of a report that works for a few minutes, or the reason why there is none. */
export type Opened = { readonly url: string } | { readonly problem: string };

/** Milliseconds after a request during which a 404 means that the report has not started yet. */
const STARTING = 60_000;

const NOTHING = { reports: [], loading: true, cursor: undefined, more: false, problem: undefined } as const;

/** The logic of the page of reports: it calls the API and decides what to show. */
export class Reports {
  readonly #api: ReportsApi;
  readonly #show: (view: View) => void;
  readonly #now: () => number;
  #view: View = { ...NOTHING, notice: undefined, stale: false, note: '', news: '' };
  /** When this page requested each report, by its id. */
  readonly #asked = new Map<string, number>();
  #requesting: Promise<string | undefined> | undefined;

  constructor(api: ReportsApi, show: (view: View) => void, now: () => number = serverNow) {
    this.#api = api;
    this.#show = show;
    this.#now = now;
  }

  /** Loads and shows the newest reports. */
  async open(): Promise<void> {
    this.#update({ loading: true, notice: undefined, stale: false, news: '' });
    const answer = await this.#api.list(undefined);
    const page = pageIn(answer);
    if (page === undefined) return this.#update({ notice: listProblem(answer, 'reports') });
    // A report that was requested meanwhile may not be in the list yet.
    const reports = joined(this.#view.reports, page.reports);
    this.#update({ reports, cursor: page.cursor, loading: false });
  }

  /** Loads older reports. */
  async more(): Promise<void> {
    const { cursor, more } = this.#view;
    if (cursor === undefined || more) return;
    this.#update({ more: true, problem: undefined, news: '' });
    const answer = await this.#api.list(cursor);
    const page = pageIn(answer);
    if (page === undefined) {
      return this.#update({ more: false, problem: listProblem(answer, 'reports').text.join(' ') });
    }
    const before = this.#view.reports;
    const reports = joined(before, page.reports);
    const count = reports.length - before.length;
    this.#update({ reports, cursor: page.cursor, more: false, news: count === 0 ? 'No more.' : `${count} more.` });
  }

  /** Requests a report; two calls at once make one request. Resolves with the reason if it was refused. */
  request(): Promise<string | undefined> {
    this.#requesting ??= this.#request().finally(() => (this.#requesting = undefined));
    return this.#requesting;
  }

  /** Updates the status of the running reports. */
  async refresh(): Promise<Look> {
    if (this.#view.notice !== undefined) return 'done';
    const running = this.#view.reports.filter(({ status }) => status === 'running');
    if (running.length === 0) return 'again';
    const answers = await Promise.all(running.map(({ id }) => this.#api.view(id)));
    const now = answers.map((answer, index) => this.#nowOf(running[index]!, answer));
    const news = now.flatMap((report, index) => newsOf(running[index]!, report));
    for (const [index, report] of now.entries()) if (report !== undefined) this.#put(running[index]!, report);
    const stale = now.includes(undefined);
    this.#update({ stale, news: [...new Set(news)].join(' ') });
    return stale ? 'failed' : 'again';
  }

  /** A new address of the report. Addresses work only for a few minutes. */
  async address(id: string): Promise<Opened> {
    const answer = await this.#api.view(id);
    const opened = new Members(answer.status === 200 ? answer.body : undefined);
    // The local stack has no TLS.
    const url = pageUrl(opened.text('url'), 'https:', 'http:');
    return url === undefined ? { problem: openProblem(answer) } : { url };
  }

  async #request(): Promise<string | undefined> {
    this.#update({ note: '', news: '' });
    const answer = await this.#api.request();
    const id = answer.status === 202 ? new Members(answer.body).text('id') : undefined;
    if (id === undefined) return noReport(answer);
    // The service answers a second call with the report that is being made.
    if (this.#view.reports.some(report => report.id === id)) {
      this.#update({ note: REUSED, news: REUSED });
      return undefined;
    }
    const now = this.#now();
    this.#asked.set(id, now);
    const requestedAt = new Date(now).toISOString();
    const asked: Report = { id, status: 'running', requestedAt, generatedAt: undefined, rows: undefined };
    this.#update({ reports: joined([asked], this.#view.reports), news: 'The report is being made.' });
    return undefined;
  }

  /** The report's current state by this answer; undefined if the answer does not tell. */
  #nowOf(report: Report, answer: Answer): Report | undefined {
    if (answer.status === 200) return readReport(answer.body);
    if (answer.status !== 404) return undefined;
    const isStarting = this.#now() < (this.#asked.get(report.id) ?? -Infinity) + STARTING;
    return isStarting ? report : { ...report, status: 'failed' };
  }

  /** Replaces a report by its current state, or by the report that is used instead of it. */
  #put(before: Report, now: Report): void {
    const { reports } = this.#view;
    const isReused = before.id !== now.id;
    const isThere = isReused && reports.some(({ id }) => id === now.id);
    const put = reports
      .filter(({ id }) => id !== before.id || !isThere)
      .map(report => (report.id === before.id || report.id === now.id ? now : report));
    this.#view = { ...this.#view, reports: put, ...(isReused ? { note: REUSED } : {}) };
  }

  #update(change: Partial<View>): void {
    this.#view = { ...this.#view, ...change };
    this.#show(this.#view);
  }
}

function pageIn(answer: Answer): ReportsPage | undefined {
  return answer.status === 200 ? readPage(answer.body) : undefined;
}

/** What happened to a running report, in sentences for screen readers. */
function newsOf(before: Report, now: Report | undefined): string[] {
  if (now === undefined) return [];
  const reused = before.id === now.id ? [] : [REUSED];
  return now.status === 'running' ? reused : [...reused, `The report ${isNow(now)}.`];
}

function isNow({ status }: Report): string {
  return status === 'ready' ? 'is ready' : status === 'failed' ? 'could not be made' : `is “${status}”`;
}
