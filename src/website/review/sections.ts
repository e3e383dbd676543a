import { describe, type Detail } from '../base/details.ts';
import { el } from '../base/dom.ts';
import { httpsUrl, visible } from '../base/text.ts';
import { absolute, englishLocale, instant, relative } from '../base/time.ts';
import type { ApprovalRequest } from './request.ts';

const place = { locale: englishLocale(navigator.languages) };

/** A name with its value, or nothing if there is no value; `wide` for what can be long. */
type Fact = readonly [name: string, value: Node | undefined, size?: 'wide'];

/** Text from outside: kept apart from its surroundings, so that right-to-left text does not rearrange them. */
function foreign(text: string | undefined): HTMLElement | undefined {
  return text === undefined ? undefined : el('bdi', { class: 'foreign' }, visible(text));
}

function moment(text: string | undefined): HTMLElement | undefined {
  const time = instant(text);
  if (time === undefined) return undefined;
  const iso = new Date(time).toISOString();
  return el(
    'span',
    {},
    el('time', { datetime: iso }, absolute(time, place)),
    ' ',
    el('span', { class: 'relative', 'data-time': iso }, relative(time, Date.now())),
  );
}

/** Brings the "in 42 minutes" on the page up to date. */
export function refreshMoments(): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-time]')) {
    element.textContent = relative(Date.parse(element.dataset['time'] ?? ''), Date.now());
  }
}

function facts(...list: readonly Fact[]): HTMLElement | undefined {
  const known = list.filter(([, value]) => value !== undefined);
  if (known.length === 0) return undefined;
  const pairs = known.map(([name, value, size = 'short']) =>
    el('div', { class: size }, el('dt', {}, name), el('dd', {}, value)),
  );
  return el('dl', { class: 'facts' }, ...pairs);
}

/** Who asks whom, and until when. */
export function pendingFacts(request: ApprovalRequest): HTMLElement | undefined {
  return facts(
    ['Requested by', foreign(request.requestedBy)],
    ['You decide as', foreign(request.approver)],
    ['Requested on', moment(request.createdAt)],
    ['Expires', moment(request.expiresAt)],
  );
}

/** Who decided, when and why. */
export function closedFacts(request: ApprovalRequest): HTMLElement | undefined {
  const was = request.status === 'approved' ? 'Approved' : request.status === 'rejected' ? 'Rejected' : 'Closed';
  return facts(
    [`${was} by`, foreign(request.decidedBy)],
    [`${was} on`, moment(request.decidedAt)],
    ['Comment', foreign(request.comment), 'wide'],
    ['Expired', request.status === 'expired' ? moment(request.expiresAt) : undefined],
    ['Requested by', foreign(request.requestedBy)],
    ['Requested on', moment(request.createdAt)],
  );
}

export function subjectOf(request: ApprovalRequest): string {
  return request.subject === undefined ? 'Approval request' : visible(request.subject);
}

/** What is asked for: the message and the details. */
export function substance(request: ApprovalRequest): HTMLElement[] {
  const shown = describe(request.details);
  const { message } = request;
  return [
    ...(message === undefined ? [] : [el('p', { class: 'message foreign', dir: 'auto' }, visible(message))]),
    ...(shown === undefined ? [] : [el('section', { class: 'details' }, el('h2', {}, 'Details'), detail(shown))]),
  ];
}

function detail(shown: Detail): HTMLElement {
  switch (shown.kind) {
    case 'text':
      return el('span', { class: 'foreign', dir: 'auto' }, shown.text);
    case 'literal':
      return el('code', {}, shown.text);
    case 'empty':
      return el('em', {}, shown.text);
    case 'list':
      return el('ul', { class: 'list' }, ...shown.items.map((item) => el('li', {}, detail(item))));
    case 'map':
      return el('dl', { class: 'map' }, ...shown.entries.map(([label, value]) => entry(label, value)));
    case 'raw':
      return el('pre', { class: 'raw', tabindex: '0', role: 'region', 'aria-label': 'Details as JSON' }, shown.text);
  }
}

function entry(label: string, value: Detail): HTMLElement {
  const nested = value.kind === 'map' || value.kind === 'list';
  return el('div', nested ? { class: 'nested' } : {}, el('dt', { dir: 'auto' }, label), el('dd', {}, detail(value)));
}

/** The way to the execution in the Step Functions console. */
export function executionLink(request: ApprovalRequest): HTMLElement | undefined {
  const url = httpsUrl(request.executionUrl);
  if (url === undefined) return undefined;
  const attributes = { class: 'out', href: url, rel: 'noreferrer noopener' };
  return el('a', attributes, 'See the execution in the Step Functions console');
}
