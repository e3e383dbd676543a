import { actors } from '../base/contract.ts';
import { describe, type Detail } from '../base/details.ts';
import { el } from '../base/dom.ts';
import { exactly, facts, foreign, moment, outside, prose } from '../base/facts.ts';
import { pageUrl, visible } from '../base/text.ts';
import { labelled } from './fields.ts';
import { choicesOf, eventName, progressOf, same, STATUS_NAMES } from './progress.ts';
import type { Approval, ApprovalRequest, HistoryEvent, ShownValues } from './request.ts';

export function pendingFacts(request: ApprovalRequest): HTMLElement | undefined {
  const decides = choicesOf(request) !== 'none';
  return facts(
    ['Requested by', foreign(request.requestedBy)],
    [decides ? 'You decide as' : 'You are', foreign(request.approver)],
    ['Requested on', moment(request.createdAt)],
    ['Expires', moment(request.expiresAt)],
  );
}

/** What the approvers should look at. */
export function lookAt({ url }: ApprovalRequest): HTMLElement | undefined {
  const href = pageUrl(url, 'https:', 'http:');
  if (href === undefined) return undefined;
  return el('p', { class: 'look foreign' }, 'Look at: ', el('bdi', {}, outside(href, visible(url!))));
}

export function closedFacts(request: ApprovalRequest): HTMLElement | undefined {
  const { status } = request;
  const was = Object.hasOwn(STATUS_NAMES, status) ? STATUS_NAMES[status] : 'Closed';
  const values = labelled(request.fieldValues, request.fields);
  return facts(
    [`${was} by`, status === 'approved' || status === 'rejected' ? foreign(request.decidedBy) : undefined],
    [`${was} on`, status === 'expired' ? undefined : moment(request.decidedAt)],
    // With several approvals, each approver's values are below, beside the name.
    [
      status === 'withdrawn' ? 'Why' : 'Comment',
      request.approvals.length > 1 ? undefined : told(request.comment),
      'wide',
    ],
    ...values.map(([label, value]) => [visible(label), told(value), 'wide'] as const),
    ['Expired', status === 'expired' ? moment(request.expiresAt) : undefined],
    ['Requested by', foreign(request.requestedBy)],
    ['Requested on', moment(request.createdAt)],
  );
}

function told(text: string | undefined): HTMLElement | undefined {
  return text === undefined ? undefined : el('bdi', { class: 'foreign' }, ...prose(text));
}

export function substance(request: ApprovalRequest): HTMLElement[] {
  const shown = describe(request.details);
  const { message } = request;
  return [
    ...(message === undefined ? [] : [el('p', { class: 'message foreign', dir: 'auto' }, ...prose(message))]),
    ...(shown === undefined ? [] : [el('section', { class: 'details' }, el('h2', {}, 'Details'), detail(shown))]),
  ];
}

function detail(shown: Detail): HTMLElement {
  switch (shown.kind) {
    case 'text':
      return el('span', { class: 'foreign', dir: 'auto' }, ...prose(shown.text));
    case 'literal':
      return el('code', {}, shown.text);
    case 'empty':
      return el('em', {}, shown.text);
    case 'list':
      return el('ul', { class: 'list' }, ...shown.items.map(item => el('li', {}, detail(item))));
    case 'map':
      return el('dl', { class: 'map' }, ...shown.entries.map(([label, value]) => entry(label, value)));
    case 'raw':
      return el(
        'pre',
        { class: 'raw', tabindex: '0', role: 'region', 'aria-label': 'Details as JSON' },
        el('span', {}, ...prose(shown.text)),
      );
  }
}

function entry(label: string, value: Detail): HTMLElement {
  const nested = value.kind === 'map' || value.kind === 'list';
  return el('div', nested ? { class: 'nested' } : {}, el('dt', { dir: 'auto' }, label), el('dd', {}, detail(value)));
}

/** The approvers and their answers. */
export function answers(request: ApprovalRequest): HTMLElement | undefined {
  const { approvals, approvers } = request;
  // Somebody who is not (or no longer) among the approvers may have approved, too.
  const others = approvals.map(({ approver }) => approver).filter(name => !approvers.some(each => same(each, name)));
  const people = [...approvers, ...others];
  if (people.length === 0) return undefined;
  const rows = people.map(person => {
    const approval = approvals.find(({ approver }) => same(approver, person));
    return el('li', approval === undefined ? {} : { class: 'approved' }, ...answer(request, person, approval));
  });
  return el(
    'section',
    { class: 'answers' },
    el('h2', {}, request.requiredApprovals > 1 ? `Who was asked: ${progressOf(request)}` : 'Who was asked'),
    el('ul', { class: 'people' }, ...rows),
  );
}

function answer(request: ApprovalRequest, person: string, approval: Approval | undefined): (Node | undefined)[] {
  const you = same(person, request.approver) ? el('span', { class: 'optional' }, ' (you)') : undefined;
  const name = el('span', { class: 'person' }, el('bdi', {}, visible(person)), you);
  if (approval === undefined) return [name, el('span', { class: 'optional' }, silence(request, person))];
  const given = el('span', {}, 'Approved', ...(approval.at === undefined ? [] : [' ', exactly(approval.at)]));
  return [name, given, comment(approval.comment), values(labelled(approval.values, request.fields))];
}

function silence(request: ApprovalRequest, person: string): string {
  if (request.status === 'rejected' && same(person, request.decidedBy)) return 'Rejected';
  if (request.status === 'approved' && same(person, request.decidedBy)) return 'Approved';
  if (same(person, request.requestedBy)) return 'Requested it';
  if (request.status === 'pending') return 'Not answered yet';
  return request.status === 'expired' ? 'Did not answer' : 'No longer needed';
}

function comment(text: string | undefined): HTMLElement | undefined {
  return text === undefined ? undefined : el('blockquote', { class: 'foreign', dir: 'auto' }, ...prose(text));
}

function values(list: ShownValues): HTMLElement | undefined {
  const pairs = list.map(([label, value]) => el('div', {}, el('dt', {}, visible(label)), el('dd', {}, told(value))));
  return pairs.length === 0 ? undefined : el('dl', { class: 'values' }, ...pairs);
}

export function historyOf({ history }: ApprovalRequest): HTMLElement | undefined {
  if (history.length === 0) return undefined;
  const events = history.map(event =>
    el(
      'li',
      { class: event.event === 'approved' || event.event === 'rejected' ? event.event : '' },
      el('span', { class: 'event' }, eventName(event), ...by(event)),
      el('span', { class: 'when' }, exactly(event.at)),
      isOurs(event) ? note(event.note) : comment(event.note),
    ),
  );
  return el('section', { class: 'history' }, el('h2', {}, 'History'), el('ol', {}, ...events));
}

function note(text: string | undefined): HTMLElement | undefined {
  return text === undefined ? undefined : el('span', { class: 'note' }, visible(text));
}

/** Whether the workflow itself caused the event, so that its note is nobody's comment. */
function isOurs({ by: who }: HistoryEvent): boolean {
  return who === actors.workflow;
}

function by(event: HistoryEvent): (Node | string)[] {
  return event.by === undefined || isOurs(event) ? [] : [' by ', el('bdi', {}, visible(event.by))];
}

/** The link to the execution in the Step Functions console. */
export function executionLink(request: ApprovalRequest): HTMLElement | undefined {
  const url = pageUrl(request.executionUrl, 'https:');
  if (url === undefined) return undefined;
  const attributes = { class: 'out', href: url, rel: 'noreferrer noopener' };
  return el('a', attributes, 'See the execution in the Step Functions console');
}
