import type { reportStatuses } from '../base/contract.ts';
import { el } from '../base/dom.ts';
import { about, amount, exactly, foreign } from '../base/facts.ts';
import { arrangeChanged } from '../base/arrange.ts';
import { visible } from '../base/text.ts';
import { Action } from './action.ts';
import type { Report } from './report.ts';

/** The actions for a report. Both resolve with the reason if they failed. */
export interface RowOptions {
  onOpen(id: string): Promise<string | undefined>;
  onRequest(): Promise<string | undefined>;
}

type Shown = readonly [name: string, look: string];

/** The name and CSS class of each status. */
const STATUSES: Readonly<Record<string, Shown>> = {
  running: ['Being made', 'pending'],
  ready: ['Ready', 'approved'],
  failed: ['Failed', 'rejected'],
} satisfies Record<(typeof reportStatuses)[number], Shown>;

/** One report in the list. Updates keep its elements, and so the focus. */
export class Row {
  readonly element = el('li', { class: 'report' });
  readonly #nameId: string;
  readonly #open: Action;
  readonly #again: Action;

  constructor(id: string, { onOpen, onRequest }: RowOptions) {
    this.#nameId = `name-${id}`;
    this.#open = new Action({ label: 'Open', doing: 'Opening…', look: 'small', onPress: () => onOpen(id) });
    this.#again = new Action({ label: 'Request again', doing: 'Requesting…', look: 'small', onPress: onRequest });
    for (const [index, { button }] of [this.#open, this.#again].entries()) {
      button.id = `action-${index}-${id}`;
      // The button's current label and the report's name.
      button.setAttribute('aria-labelledby', `${button.id} ${this.#nameId}`);
    }
  }

  show(report: Report): void {
    const [status, look] = Object.hasOwn(STATUSES, report.status) ? STATUSES[report.status]! : [report.status, ''];
    const action = this.#actionOf(report.status);
    arrangeChanged(this.element, [
      el('p', { class: 'name', id: this.#nameId }, ...nameOf(report)),
      el('p', { class: `badge ${look}` }, visible(status)),
      el('p', { class: 'about' }, ...aboutOf(report)),
      ...(report.status === 'running' ? [progress()] : []),
      ...(report.status === 'failed' ? [failure(report)] : []),
      ...(action === undefined ? [] : [action.button, action.alert]),
    ]);
  }

  #actionOf(status: string): Action | undefined {
    return status === 'ready' ? this.#open : status === 'failed' ? this.#again : undefined;
  }
}

function nameOf({ generatedAt, requestedAt }: Report): (Node | string)[] {
  const time = exactly(generatedAt ?? requestedAt);
  return time === undefined ? ['Report'] : ['Report of ', time];
}

function aboutOf({ requestedAt, rows }: Report): (Node | string)[] {
  const requested = about(requestedAt);
  return [
    ...(requested === undefined ? [] : ['Requested ', requested]),
    ...(requested === undefined || rows === undefined ? [] : [' · ']),
    ...(rows === undefined ? [] : [`${amount(rows)} row${rows === 1 ? '' : 's'}`]),
  ];
}

function progress(): HTMLElement {
  return el(
    'div',
    { class: 'progress' },
    el('div', { class: 'bar', role: 'progressbar', 'aria-label': 'The report is being made' }),
    el('p', {}, 'This takes a few seconds, or up to a minute if the database was paused.'),
  );
}

function failure({ id }: Report): HTMLElement {
  return el(
    'p',
    { class: 'failure' },
    'The report could not be made. If this happens again, tell the operator of this website its id: ',
    el('code', {}, foreign(id)),
  );
}
