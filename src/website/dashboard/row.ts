import { el } from '../base/dom.ts';
import { about } from '../base/facts.ts';
import { arrangeChanged } from '../base/arrange.ts';
import { visible } from '../base/text.ts';
import { PictureSlot } from '../picture/slot.ts';
import { STATUS_NAMES } from '../request/progress.ts';
import { subjectOf } from '../request/request.ts';
import type { Frames } from '../session/frames.ts';
import type { ListedRequest } from './listed-request.ts';

const NAMES: Readonly<Record<string, string>> = STATUS_NAMES;

/** One request in a list. Updates keep its elements, and so the focus. */
export class Row {
  readonly element = el('li', { class: 'row' });
  readonly #link = el('a', { class: 'to foreign', dir: 'auto' });
  readonly #picture: PictureSlot;

  constructor(frames: Frames) {
    this.#picture = new PictureSlot(image => frames.source(image), 'thumb');
  }

  show(item: ListedRequest): void {
    const name = subjectOf(item);
    if (this.#link.textContent !== name) this.#link.textContent = name;
    this.#link.setAttribute('href', `approval.html#id=${encodeURIComponent(item.id)}`);
    const picture = this.#picture.show(item.image, `Image of “${name}”`);
    arrangeChanged(this.element, [
      ...(picture === undefined ? [] : [picture]),
      this.#link,
      badge(item.status),
      el('p', { class: 'people' }, ...people(item)),
      el('p', { class: 'when' }, ...when(item)),
    ]);
  }

  remove(): void {
    this.#picture.remove();
    this.element.remove();
  }
}

function badge(status: string): HTMLElement {
  const known = Object.hasOwn(NAMES, status) ? status : '';
  return el('p', { class: `badge ${known}` }, NAMES[known] ?? visible(status));
}

/** The requester and, while the request is pending, the approvers. */
function people({ status, requestedBy, approvers, requiredApprovals }: ListedRequest): (Node | string)[] {
  const by = requestedBy === undefined ? [] : ['Requested by ', el('bdi', {}, visible(requestedBy))];
  if (status !== 'pending' || approvers.length === 0) return by;
  const shown = approvers.slice(0, 3).map(visible).join(', ');
  const more = approvers.length > 3 ? ` and ${approvers.length - 3} more` : '';
  const needed = requiredApprovals > 1 ? ` · ${requiredApprovals} of ${approvers.length} must approve` : '';
  return [...by, by.length === 0 ? '' : ' · ', `Asked: ${shown}${more}${needed}`];
}

function when(item: ListedRequest): (Node | string)[] {
  const { status, decidedBy } = item;
  if (status === 'pending') return ['Expires ', about(item.expiresAt) ?? 'at an unknown time'];
  if (status === 'expired') return ['Nobody decided · ', about(item.expiresAt) ?? ''];
  const decided = status === 'approved' || status === 'rejected';
  const by = !decided || decidedBy === undefined ? [] : ['by ', el('bdi', {}, visible(decidedBy)), ' · '];
  return [...by, about(item.decidedAt ?? item.createdAt) ?? ''];
}
